namespace Attune.Tensors;

/// <summary>Root-mean-square normalisation (Zhang and Sennrich, 2019).</summary>
public static class RmsNormOp
{
    /// <summary>y[t, c] = (weight[c] + offset) * x[t, c] / sqrt(mean over c of x[t, c]^2 + epsilon): x [T, C], weight [C].</summary>
    /// <param name="x">The rows.</param>
    /// <param name="weight">A factor for each channel.</param>
    /// <param name="epsilon">Keeps rows of zeros finite.</param>
    /// <param name="offset">Added to the factors; 1 in Gemma.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor RmsNorm(this Tensor x, Tensor weight, double epsilon, double offset = 0)
    {
        OpChecks.Matrix(x, nameof(x));
        OpChecks.Vector(weight, x.Columns, nameof(weight));
        OpChecks.SameBackend(x, weight);
        var y = x.Backend.Allocate(x.Shape);
        var inverseRms = x.Backend.Allocate(new Shape(x.Rows));
        x.Backend.RmsNorm(x, weight, offset, epsilon, y, inverseRms);
        return GraphNode.Wanted(x, weight) ? new Node(x, weight, offset, epsilon, inverseRms).Record(y) : y;
    }

    private sealed class Node(Tensor x, Tensor weight, double offset, double epsilon, Tensor inverseRms) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, weight, null, null);

        public override bool CanRestore => true;

        public override void Restore(Tensor output) => output.Backend.RmsNorm(x, weight, offset, epsilon, output, inverseRms);

        public override void Backward(Tensor output, Tensor gradient) =>
            output.Backend.RmsNormBackward(x, weight, offset, inverseRms, gradient, x.OpenGradient(), weight.OpenGradient());
    }
}
