using Attune.Tensors;

namespace Attune.Models;

/// <summary>x / sqrt(mean(x^2) + epsilon) * w over the last dimension.</summary>
internal sealed class RmsNorm
{
    private readonly Parameter _weight;
    private readonly float _epsilon;

    public RmsNorm(WeightSource source, int width, double epsilon)
    {
        _weight = source.Declare("weight", new Shape(width), WeightInitializer.Ones);
        _epsilon = (float)epsilon;
    }

    public Tensor Forward(Tensor x) => x.RmsNorm(_weight.Value, _epsilon);
}
