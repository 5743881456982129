namespace Attune.Tensors;

/// <summary>Products of tensors of the same shape.</summary>
public static class MultiplyOp
{
    /// <summary>a * b, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Multiply(this Tensor a, Tensor b)
    {
        OpChecks.SameShape(a, b);
        var y = a.Backend.Allocate(a.Shape);
        a.Backend.Multiply(a, b, y);
        return GraphNode.Wanted(a, b) ? new Node(a, b).Record(y) : y;
    }

    private sealed class Node(Tensor a, Tensor b) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (a, b, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (a.OpenGradient() is { } da)
                output.Backend.Multiply(gradient, b, da);
            if (b.OpenGradient() is { } db)
                output.Backend.Multiply(gradient, a, db);
        }
    }
}
