using Attune.Tensors;

namespace Attune.Models;

/// <summary>(x - mean) / sqrt(variance + epsilon) * w + b over the last dimension; some models have no b.</summary>
internal sealed class LayerNorm : INorm
{
    private readonly Parameter _weight;
    private readonly Parameter? _bias;
    private readonly double _epsilon;

    public LayerNorm(WeightSource source, int width, double epsilon, bool bias = true)
    {
        _weight = source.Declare("weight", new Shape(width), WeightInitializer.Ones);
        _bias = bias ? source.Declare("bias", new Shape(width), WeightInitializer.Zeros) : null;
        _epsilon = epsilon;
    }

    public Tensor Forward(Tensor x) => x.LayerNorm(_weight.Value, _bias?.Value, _epsilon);
}
