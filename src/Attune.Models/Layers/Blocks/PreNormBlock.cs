using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + scale * attention(norm(x)), then the same with the feed-forward block.</summary>
internal sealed class PreNormBlock(INorm attentionNorm, AttentionLayer attention, INorm mlpNorm, IMlp mlp, double scale = 1) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        x = x.Add(Scaled(attention.Forward(attentionNorm.Forward(x), context)));
        return x.Add(Scaled(mlp.Forward(mlpNorm.Forward(x), context)));
    }

    private Tensor Scaled(Tensor x) => scale == 1 ? x : x.Scale(scale);
}
