namespace Attune.Tensors;

/// <summary>Products with a constant.</summary>
public static class ScaleOp
{
    /// <summary>scale * x, element by element.</summary>
    public static Tensor Scale(this Tensor x, double scale)
    {
        var y = x.Backend.Allocate(x.Shape);
        x.Backend.Scale(x, scale, y);
        return GraphNode.Wanted(x) ? new Node(x, scale).Record(y) : y;
    }

    private sealed class Node(Tensor x, double scale) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.Scale(gradient, scale, dx);
        }
    }
}
