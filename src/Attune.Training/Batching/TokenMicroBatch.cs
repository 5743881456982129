using Attune.Models;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>Packed tokens with the next token as target at some of them; the loss is cross-entropy.</summary>
/// <param name="tokens">T packed tokens.</param>
/// <param name="rows">The positions whose next token is a target, not falling: a shared one has a target for each text that goes on from it.</param>
/// <param name="targets">The target of each.</param>
public sealed class TokenMicroBatch(PackedTokens tokens, int[] rows, int[] targets) : MicroBatch
{
    private readonly int[] _places = [.. Enumerable.Range(0, rows.Length)];

    /// <summary>T packed tokens.</summary>
    public PackedTokens Tokens { get; } = tokens;

    /// <summary>The positions whose next token is a target, not falling: a shared one has a target for each text that goes on from it.</summary>
    public int[] Rows { get; } = rows;

    /// <summary>The target of each.</summary>
    public int[] Targets { get; } = targets;

    /// <inheritdoc/>
    public override int TokenCount => Tokens.TokenIds.Length;

    /// <inheritdoc/>
    public override Tensor Loss(ICausalLanguageModel model, double normaliser)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.CrossEntropy(model.Hidden(Tokens, Rows), _places, Targets, (float)normaliser); // hidden [n, C]
    }
}
