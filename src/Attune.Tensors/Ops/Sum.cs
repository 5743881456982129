namespace Attune.Tensors;

/// <summary>The sum and the mean of all elements.</summary>
public static class SumOp
{
    /// <summary>The sum of all elements, a scalar; accumulated in double precision in a fixed order.</summary>
    public static Tensor Sum(this Tensor x) => ScaledSum(x, 1);

    /// <summary>The mean of all elements, a scalar; accumulated in double precision in a fixed order.</summary>
    /// <exception cref="ArgumentException">There is no element.</exception>
    public static Tensor Mean(this Tensor x)
    {
        if (x.Shape.ElementCount == 0)
            throw new ArgumentException($"Mean: a tensor of shape {x.Shape} has no mean.");
        return ScaledSum(x, 1.0 / x.Shape.ElementCount);
    }

    private static Tensor ScaledSum(Tensor x, double scale)
    {
        var y = x.Backend.Allocate(new Shape());
        x.Backend.Sum(x, scale, y);
        return GraphNode.Wanted(x) ? new Node(x, scale).Record(y) : y;
    }

    private sealed class Node(Tensor x, double scale) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.AddScalar(gradient, scale, dx);
        }
    }
}
