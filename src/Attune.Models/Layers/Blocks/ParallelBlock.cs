using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + attention(norm(x)) + mlp(norm(x)), with one norm for both (Phi) or one each (GPT-NeoX).</summary>
/// <param name="attentionNorm">What attention reads through.</param>
/// <param name="attention">Attention.</param>
/// <param name="mlpNorm">What the feed-forward block reads through; null: the same.</param>
/// <param name="mlp">The feed-forward block.</param>
internal sealed class ParallelBlock(INorm attentionNorm, AttentionLayer attention, INorm? mlpNorm, IMlp mlp) : IBlock
{
    public IEnumerable<LinearLayer> LinearLayers => [.. attention.LinearLayers, .. mlp.LinearLayers];

    public Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null)
    {
        var normed = attentionNorm.Forward(x);
        var attended = attention.Forward(normed, context, rows);
        var picked = x.Picked(rows);
        var forMlp = mlpNorm?.Forward(picked) ?? normed.Picked(rows);
        var changed = mlp.Forward(forMlp, context);
        normed.LetGo();
        if (mlpNorm is not null)
            forMlp.LetGo();
        return picked.AddBranch(attended.AddBranch(changed));
    }
}
