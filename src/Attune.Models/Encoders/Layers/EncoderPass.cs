using Attune.Tensors;

namespace Attune.Models;

/// <summary>One forward pass: its texts, its dropout and what is written down of it.</summary>
internal sealed class EncoderPass(PackedTokens tokens, ulong? dropoutSeed, ForwardTrace? trace)
{
    private static readonly CounterRandom DropoutSeeds = new(0, "encoder dropout");
    private ulong _drops;

    public PackedTokens Tokens => tokens;

    public DocumentLayout Documents { get; } = new(tokens.DocumentStarts, tokens.TokenIds.Length);

    /// <summary>The tokens of the longest text.</summary>
    public int LongestText
    {
        get
        {
            var longest = 0;
            for (var d = 0; d < Documents.Count; d++)
                longest = Math.Max(longest, Documents.End(d) - Documents.Start(d));
            return longest;
        }
    }

    /// <summary>Dropout in training, x itself elsewhere; each call of a pass has a mask of its own.</summary>
    public Tensor Drop(Tensor x, double share) => dropoutSeed is { } seed && share > 0
        ? x.Dropout(share, DropoutSeeds.Bits(DropoutSeeds.Bits(seed) + _drops++))
        : x;

    /// <summary>Writes hidden states down.</summary>
    public Tensor Note(Tensor hidden)
    {
        trace?.Hidden.Add(hidden);
        return hidden;
    }

    /// <summary>The first token's row of each text: [T, C] to [D, C].</summary>
    public Tensor FirstTokens(Tensor hidden) => hidden.SelectRows(tokens.DocumentStarts);
}
