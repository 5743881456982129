using Attune.Tensors;

namespace Attune.Models;

/// <summary>Causal attention within each of the documents packed into one row.</summary>
internal sealed class PackedAttention(PackedTokens tokens) : AttentionContext(tokens.Positions)
{
    private readonly DocumentLayout _documents = new(tokens.DocumentStarts, tokens.TokenIds.Length);

    public override Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, int heads, int keyValueHeads, float scale) =>
        Attention.Causal(q, k, v, _documents, heads, keyValueHeads, scale);
}
