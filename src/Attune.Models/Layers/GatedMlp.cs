using Attune.Tensors;

namespace Attune.Models;

/// <summary>down(activation(gate(x)) * up(x)), the gated feed-forward block (Shazeer, 2020).</summary>
internal sealed class GatedMlp : IMlp
{
    private readonly LinearLayer _gate, _up, _down;
    private readonly Activation _activation;

    public GatedMlp(WeightSource source, ModelConfiguration c)
        : this(source, c, c.IntermediateSize, GatedMlpNames.Common)
    {
    }

    public GatedMlp(WeightSource source, ModelConfiguration c, int width, GatedMlpNames names, double tokenShare = 1)
    {
        _gate = new LinearLayer(source.At(names.Gate), c.HiddenSize, width, c.Mlp.Bias) { TokenShare = tokenShare };
        _up = new LinearLayer(source.At(names.Up), c.HiddenSize, width, c.Mlp.Bias) { TokenShare = tokenShare };
        _down = new LinearLayer(source.At(names.Down), width, c.HiddenSize, c.Mlp.Bias) { Role = LinearRole.MlpOutput, TokenShare = tokenShare };
        _activation = c.Mlp.Activation;
    }

    public IEnumerable<LinearLayer> LinearLayers => [_gate, _up, _down];

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        var gated = _gate.Forward(x).Gated(_up.Forward(x), _activation); // [T, I]
        var y = _down.Forward(gated);
        gated.LetGo();
        return y;
    }
}

/// <summary>The names of a gated block's matrices.</summary>
internal sealed record GatedMlpNames(string Gate, string Up, string Down)
{
    public static GatedMlpNames Common { get; } = new("gate_proj", "up_proj", "down_proj");
}
