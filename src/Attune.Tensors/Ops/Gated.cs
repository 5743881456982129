namespace Attune.Tensors;

/// <summary>Gated activations of feed-forward layers (Shazeer, "GLU variants improve transformer", 2020).</summary>
public static class GatedOp
{
    /// <summary>activation(gate) * up, element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Gated(this Tensor gate, Tensor up, Activation activation)
    {
        OpChecks.SameShape(gate, up);
        var y = gate.Backend.Allocate(gate.Shape);
        gate.Backend.Gated(activation, gate, up, y);
        return GraphNode.Wanted(gate, up) ? new Node(gate, up, activation).Record(y) : y;
    }

    private sealed class Node(Tensor gate, Tensor up, Activation activation) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (gate, up, null, null);

        public override bool CanRestore => true;

        public override void Restore(Tensor output) => output.Backend.Gated(activation, gate, up, output);

        public override void Backward(Tensor output, Tensor gradient) =>
            output.Backend.GatedBackward(activation, gate, up, gradient, gate.OpenGradient(), up.OpenGradient());
    }
}
