using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + norm(attention(x)), then the same with the feed-forward block (OLMo 2).</summary>
internal sealed class PostNormBlock(AttentionLayer attention, INorm attentionNorm, IMlp mlp, INorm mlpNorm) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null)
    {
        x = x.Picked(rows).AddBranch(attentionNorm.Forward(attention.Forward(x, context, rows)));
        return x.AddBranch(mlpNorm.Forward(mlp.Forward(x, context)));
    }
}
