namespace Attune.Tensors;

/// <summary>The same elements in another shape.</summary>
public static class ReshapeOp
{
    /// <summary>The elements of x, in their row-major order, as a tensor of this shape; nothing is copied.</summary>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        if (shape.ElementCount != x.Shape.ElementCount)
            throw new ArgumentException($"Reshape: {x.Shape} and {shape} differ in their numbers of elements.", nameof(shape));
        if (shape == x.Shape)
            return x;
        var y = x.Backend.Alias(x, shape);
        return GraphNode.Wanted(x) ? new Node(x).Record(y) : y;
    }

    private sealed class Node(Tensor x) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var same = output.Backend.Alias(gradient, x.Shape);
            x.AddGradient(same);
            same.Release();
        }
    }
}
