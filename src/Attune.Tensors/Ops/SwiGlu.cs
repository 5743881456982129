namespace Attune.Tensors;

/// <summary>The gated activation of Llama's feed-forward layers (Shazeer, 2020).</summary>
public static class SwiGluOp
{
    /// <summary>silu(gate) * up with silu(x) = x / (1 + exp(-x)), element by element.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor SwiGlu(this Tensor gate, Tensor up) => gate.Gated(up, Activation.Silu);
}
