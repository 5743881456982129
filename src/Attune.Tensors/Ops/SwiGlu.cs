namespace Attune.Tensors;

/// <summary>The gated activation of Llama's feed-forward layers (Shazeer, 2020).</summary>
public static class SwiGluOp
{
    /// <summary>silu(gate) * up with silu(x) = x / (1 + exp(-x)), element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor SwiGlu(this Tensor gate, Tensor up)
    {
        OpChecks.SameShape(gate, up);
        var y = gate.Backend.Allocate(gate.Shape);
        gate.Backend.SwiGlu(gate, up, y);
        return GraphNode.Wanted(gate, up) ? new Node(gate, up).Record(y) : y;
    }

    private sealed class Node(Tensor gate, Tensor up) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (gate, up, null, null);

        public override void Backward(Tensor output, Tensor gradient) =>
            output.Backend.SwiGluBackward(gate, up, gradient, gate.OpenGradient(), up.OpenGradient());
    }
}
