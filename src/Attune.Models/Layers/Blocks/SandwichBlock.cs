using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + norm(attention(norm(x))), then the same with the feed-forward block, each with norms of its own (Gemma 2).</summary>
internal sealed class SandwichBlock(
    INorm beforeAttention, AttentionLayer attention, INorm afterAttention, INorm beforeMlp, IMlp mlp, INorm afterMlp) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        x = x.Add(afterAttention.Forward(attention.Forward(beforeAttention.Forward(x), context)));
        return x.Add(afterMlp.Forward(mlp.Forward(beforeMlp.Forward(x), context)));
    }
}
