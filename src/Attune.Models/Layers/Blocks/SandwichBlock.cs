using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + norm(attention(norm(x))), then the same with the feed-forward block, each with norms of its own (Gemma 2).</summary>
internal sealed class SandwichBlock(
    INorm beforeAttention, AttentionLayer attention, INorm afterAttention, INorm beforeMlp, IMlp mlp, INorm afterMlp) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null)
    {
        var normed = beforeAttention.Forward(x);
        var attended = attention.Forward(normed, context, rows);
        normed.LetGo();
        x = x.Picked(rows).AddBranch(afterAttention.Forward(attended));
        normed = beforeMlp.Forward(x);
        var changed = mlp.Forward(normed, context);
        normed.LetGo();
        return x.AddBranch(afterMlp.Forward(changed));
    }
}
