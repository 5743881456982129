using Attune.Tensors;

namespace Attune.Models;

/// <summary>A matrix each for queries, keys and values.</summary>
internal sealed class SeparateInputs : IAttentionInputs
{
    private readonly LinearLayer _query, _key, _value;

    public SeparateInputs(WeightSource source, ModelConfiguration c)
    {
        var (wide, narrow, bias) = (c.HeadCount * c.HeadDimension, c.KeyValueHeadCount * c.HeadDimension, c.Attention.InputBias);
        _query = new LinearLayer(source.At("q_proj"), c.HiddenSize, wide, bias);
        _key = new LinearLayer(source.At("k_proj"), c.HiddenSize, narrow, bias);
        _value = new LinearLayer(source.At("v_proj"), c.HiddenSize, narrow, bias);
        LinearLayers = [_query, _key, _value];
    }

    public IReadOnlyList<LinearLayer> LinearLayers { get; }

    public (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor x) => (_query.Forward(x), _key.Forward(x), _value.Forward(x));
}
