using Attune.Tensors;

namespace Attune.Models;

/// <summary>down(activation(up(x))), the feed-forward block of Vaswani and others (2017).</summary>
internal sealed class PlainMlp(LinearLayer up, LinearLayer down, Activation activation) : IMlp
{
    public IEnumerable<LinearLayer> LinearLayers => [up, down];

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        var active = up.Forward(x).Activate(activation); // [T, I]
        var y = down.Forward(active);
        active.LetGo();
        return y;
    }
}
