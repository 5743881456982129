using Attune.Tensors;

namespace Attune.Models;

/// <summary>Grouped-query attention with rotary positions: H query heads share Hkv key and value heads.</summary>
internal sealed class AttentionLayer
{
    private readonly int _layer, _heads, _keyValueHeads;
    private readonly float _scale;

    public AttentionLayer(WeightSource source, ModelConfiguration c, int layer)
    {
        _layer = layer;
        _heads = c.HeadCount;
        _keyValueHeads = c.KeyValueHeadCount;
        _scale = (float)(1 / Math.Sqrt(c.HeadDimension));
        var wide = c.HeadCount * c.HeadDimension;
        var narrow = c.KeyValueHeadCount * c.HeadDimension;
        Query = new LinearLayer(source.At("q_proj"), c.HiddenSize, wide, c.AttentionBias);
        Key = new LinearLayer(source.At("k_proj"), c.HiddenSize, narrow, c.AttentionBias);
        Value = new LinearLayer(source.At("v_proj"), c.HiddenSize, narrow, c.AttentionBias);
        Output = new LinearLayer(source.At("o_proj"), wide, c.HiddenSize, c.AttentionBias);
    }

    public LinearLayer Query { get; }

    public LinearLayer Key { get; }

    public LinearLayer Value { get; }

    public LinearLayer Output { get; }

    public Tensor Forward(Tensor x, RotaryTable rotary, AttentionContext context)
    {
        var q = Query.Forward(x).RotaryEmbedding(rotary, context.Positions, _heads);         // [T, H*D]
        var k = Key.Forward(x).RotaryEmbedding(rotary, context.Positions, _keyValueHeads);   // [T, Hkv*D]
        var v = Value.Forward(x);                                                            // [T, Hkv*D]
        return Output.Forward(context.Attend(_layer, q, k, v, _heads, _keyValueHeads, _scale));
    }
}
