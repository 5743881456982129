using Attune.Tensors;

namespace Attune.Models;

/// <summary>(x - mean) / sqrt(variance + epsilon) * w + b over the last dimension.</summary>
internal sealed class LayerNorm : INorm
{
    private readonly Parameter _weight, _bias;
    private readonly double _epsilon;

    public LayerNorm(WeightSource source, int width, double epsilon)
    {
        _weight = source.Declare("weight", new Shape(width), WeightInitializer.Ones);
        _bias = source.Declare("bias", new Shape(width), WeightInitializer.Zeros);
        _epsilon = epsilon;
    }

    public Tensor Forward(Tensor x) => x.LayerNorm(_weight.Value, _bias.Value, _epsilon);
}
