using Attune.Tensors;

namespace Attune.Models;

/// <summary>Causal attention within each of the documents packed into one row, and to what stands before them.</summary>
internal sealed class PackedAttention(PackedTokens tokens) : AttentionContext(tokens.Positions)
{
    private readonly PrefixRows? _prefix = tokens.Prefix;
    private readonly DocumentLayout _tokens = new(tokens.DocumentStarts, tokens.TokenIds.Length);

    /// <summary>Documents as attention sees them: with what stands before them.</summary>
    private readonly DocumentLayout _documents = tokens.Prefix is { } prefix
        ? new(prefix.DocumentStarts, prefix.Count)
        : new(tokens.DocumentStarts, tokens.Parents, tokens.TokenIds.Length);

    public override int[] SequenceLengths()
    {
        if (_documents.HasParents)
            throw new InvalidOperationException("Where positions depend on the length of a text, texts cannot share their beginning.");
        var lengths = new int[_tokens.TokenCount];
        for (var d = 0; d < _tokens.Count; d++)
        {
            var (start, end) = (_tokens.Start(d), _tokens.End(d));
            lengths.AsSpan(start, end - start).Fill(Positions[end - 1] + 1);
        }

        return lengths;
    }

    public override Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, AttentionShape shape)
    {
        if (_prefix is not null)
            (q, k, v) = _prefix.Extend(layer, q, k, v);
        var window = shape.Window is { } tokens ? AttentionWindow.CausalWithin(tokens) : AttentionWindow.Causal;
        var y = Attention.Packed(q, k, v, _documents, shape.Heads, shape.KeyValueHeads, shape.Scale, window, shape.SoftCap);
        return _prefix is null ? y : _prefix.OfTokens(y);
    }
}
