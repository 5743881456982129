namespace Attune.Tensors;

/// <summary>Sums of tensors of the same shape.</summary>
public static class AddOp
{
    /// <summary>a + b, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        OpChecks.SameShape(a, b);
        var y = a.Backend.Allocate(a.Shape);
        a.Backend.AddScaled(a, b, 1, y);
        return GraphNode.Wanted(a, b) ? new Node(a, b).Record(y) : y;
    }

    private sealed class Node(Tensor a, Tensor b) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (a, b, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            a.AddGradient(gradient);
            b.AddGradient(gradient);
        }
    }
}
