namespace Attune.Tensors;

/// <summary>Soft caps: numbers kept within bounds without an edge (Gemma 2's logits).</summary>
public static class SoftCapOp
{
    /// <summary>cap * tanh(x / cap), element by element.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cap is not above 0.</exception>
    public static Tensor SoftCap(this Tensor x, double cap)
    {
        if (!(cap > 0))
            throw new ArgumentOutOfRangeException(nameof(cap), cap, "SoftCap: the cap must be above 0.");
        var y = x.Backend.Allocate(x.Shape);
        x.Backend.SoftCap(x, cap, y);
        return GraphNode.Wanted(x) ? new Node(x, cap).Record(y) : y;
    }

    private sealed class Node(Tensor x, double cap) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (x.OpenGradient() is { } dx)
                output.Backend.SoftCapBackward(output, cap, gradient, dx);
        }
    }
}
