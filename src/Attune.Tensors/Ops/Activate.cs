namespace Attune.Tensors;

/// <summary>Functions of single elements.</summary>
public static class ActivateOp
{
    /// <summary>The function of each element; the result has the shape of x.</summary>
    public static Tensor Activate(this Tensor x, Activation activation)
    {
        var y = x.Backend.Allocate(x.Shape);
        x.Backend.Activate(activation, x, y);
        return GraphNode.Wanted(x) ? new Node(x, activation).Record(y) : y;
    }

    private sealed class Node(Tensor x, Activation activation) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override bool CanRestore => true;

        public override void Restore(Tensor output) => output.Backend.Activate(activation, x, output);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.ActivateBackward(activation, x, gradient, dx);
        }
    }
}
