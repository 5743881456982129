using Attune.Tensors;

namespace Attune.Models;

/// <summary>Causal attention within each of the documents packed into one row.</summary>
internal sealed class PackedAttention(PackedTokens tokens) : AttentionContext(tokens.Positions)
{
    private readonly DocumentLayout _documents = new(tokens.DocumentStarts, tokens.TokenIds.Length);

    public override int[] SequenceLengths()
    {
        var lengths = new int[_documents.TokenCount];
        for (var d = 0; d < _documents.Count; d++)
        {
            var (start, end) = (_documents.Start(d), _documents.End(d));
            lengths.AsSpan(start, end - start).Fill(Positions[end - 1] + 1);
        }

        return lengths;
    }

    public override Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, AttentionShape shape)
    {
        var window = shape.Window is { } tokens ? AttentionWindow.CausalWithin(tokens) : AttentionWindow.Causal;
        return Attention.Packed(q, k, v, _documents, shape.Heads, shape.KeyValueHeads, shape.Scale, window, shape.SoftCap);
    }
}
