using Attune.Tensors;

namespace Attune.Models;

/// <summary>x / sqrt(mean(x^2) + epsilon) * (w + offset) over the last dimension; the offset is 1 in Gemma and 0 elsewhere.</summary>
internal sealed class RmsNorm : INorm
{
    private readonly Parameter _weight;
    private readonly float _epsilon;
    private readonly double _offset;

    public RmsNorm(WeightSource source, int width, double epsilon, double offset = 0)
    {
        _weight = source.Declare("weight", new Shape(width), offset == 1 ? WeightInitializer.Zeros : WeightInitializer.Ones);
        _epsilon = (float)epsilon;
        _offset = offset;
    }

    public Tensor Forward(Tensor x) => x.RmsNorm(_weight.Value, _epsilon, _offset);
}
