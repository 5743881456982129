using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + scale * attention(norm(x)), then the same with the feed-forward block.</summary>
internal sealed class PreNormBlock(INorm attentionNorm, AttentionLayer attention, INorm mlpNorm, IMlp mlp, double scale = 1) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null)
    {
        var normed = attentionNorm.Forward(x);
        var attended = Scaled(attention.Forward(normed, context, rows));
        normed.LetGo();
        x = x.Picked(rows).AddBranch(attended);
        normed = mlpNorm.Forward(x);
        var changed = Scaled(mlp.Forward(normed, context));
        normed.LetGo();
        return x.AddBranch(changed);
    }

    private Tensor Scaled(Tensor x)
    {
        if (scale == 1)
            return x;
        var scaled = x.Scale(scale);
        x.LetGo();
        return scaled;
    }
}
