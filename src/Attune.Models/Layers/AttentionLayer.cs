using Attune.Tensors;

namespace Attune.Models;

/// <summary>Grouped-query attention: H query heads share Hkv key and value heads.</summary>
internal sealed class AttentionLayer
{
    private readonly int _layer;
    private readonly AttentionShape _shape;
    private readonly IAttentionInputs _inputs;
    private readonly LinearLayer _output;

    /// <param name="c">The model.</param>
    /// <param name="layer">The number of the layer.</param>
    /// <param name="inputs">How queries, keys and values are made.</param>
    /// <param name="output">The way back to the residual stream.</param>
    public AttentionLayer(ModelConfiguration c, int layer, IAttentionInputs inputs, LinearLayer output)
    {
        _layer = layer;
        _inputs = inputs;
        _output = output;
        var scale = c.Attention.Scale ?? (1 / Math.Sqrt(c.HeadDimension));
        if (c.Attention.DividesByLayer)
            scale /= layer + 1;
        _shape = new AttentionShape(c.HeadCount, c.KeyValueHeadCount, (float)scale, c.Attention.SoftCap, c.Layer(layer).Window);
    }

    /// <summary>What queries are normalised by, or null.</summary>
    public INorm? QueryNorm { get; init; }

    /// <summary>What keys are normalised by, or null.</summary>
    public INorm? KeyNorm { get; init; }

    /// <summary>How queries and keys learn of their places, or null.</summary>
    public Rotation? Rotation { get; init; }

    public IEnumerable<LinearLayer> LinearLayers => [.. _inputs.LinearLayers, _output];

    /// <summary>[T, C] to [T, C], or to [n, C] where only some rows are wanted.</summary>
    public Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null)
    {
        var (q, k, v) = _inputs.Project(x); // [T, H*D], [T, Hkv*D] twice
        q = QueryNorm?.Forward(q) ?? q;
        k = KeyNorm?.Forward(k) ?? k;
        q = Rotated(q, context, _shape.Heads);
        k = Rotated(k, context, _shape.KeyValueHeads);
        return _output.Forward(context.Attend(_layer, q, k, v, _shape).Picked(rows));
    }

    private Tensor Rotated(Tensor x, AttentionContext context, int heads)
    {
        if (Rotation is null)
            return x;
        var rotated = Rotation.Rotate(x, context, heads);
        x.LetGo();
        return rotated;
    }
}
