namespace Attune.Tensors;

/// <summary>Rows of length 1, whose dot products are cosines.</summary>
public static class L2NormalizeOp
{
    /// <summary>y[t, :] = x[t, :] / max(|x[t, :]|, epsilon) with the Euclidean length: x and y [T, C].</summary>
    /// <param name="x">The rows.</param>
    /// <param name="epsilon">The least divisor, so that zeros stay zeros; default 1e-12.</param>
    /// <exception cref="ArgumentException">x is not a matrix.</exception>
    public static Tensor L2Normalize(this Tensor x, double epsilon = 1e-12)
    {
        OpChecks.Matrix(x, nameof(x));
        var y = x.Backend.Allocate(x.Shape);
        var inverseNorm = x.Backend.Allocate(new Shape(x.Rows));
        x.Backend.L2Normalize(x, epsilon, y, inverseNorm);
        return GraphNode.Wanted(x) ? new Node(x, epsilon, inverseNorm).Record(y) : y;
    }

    private sealed class Node(Tensor x, double epsilon, Tensor inverseNorm) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.L2NormalizeBackward(output, inverseNorm, epsilon, gradient, dx);
        }
    }
}
