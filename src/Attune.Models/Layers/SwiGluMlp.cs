using Attune.Tensors;

namespace Attune.Models;

/// <summary>down(silu(gate(x)) * up(x)), the gated feed-forward block (Shazeer, 2020).</summary>
internal sealed class SwiGluMlp
{
    public SwiGluMlp(WeightSource source, ModelConfiguration c)
    {
        Gate = new LinearLayer(source.At("gate_proj"), c.HiddenSize, c.IntermediateSize, c.MlpBias);
        Up = new LinearLayer(source.At("up_proj"), c.HiddenSize, c.IntermediateSize, c.MlpBias);
        Down = new LinearLayer(source.At("down_proj"), c.IntermediateSize, c.HiddenSize, c.MlpBias);
    }

    public LinearLayer Gate { get; }

    public LinearLayer Up { get; }

    public LinearLayer Down { get; }

    public Tensor Forward(Tensor x) => Down.Forward(Gate.Forward(x).SwiGlu(Up.Forward(x)));
}
