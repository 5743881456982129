using Attune.Tensors;

namespace Attune.Models;

/// <summary>A gated feed-forward block whose gate and up are one matrix, gate first (Phi-3).</summary>
internal sealed class FusedGatedMlp : IMlp
{
    private readonly LinearLayer _gateUp, _down;
    private readonly Activation _activation;
    private readonly int _width;

    public FusedGatedMlp(WeightSource source, ModelConfiguration c)
    {
        _width = c.IntermediateSize;
        _gateUp = new LinearLayer(source.At("gate_up_proj"), c.HiddenSize, 2 * _width, bias: false);
        _down = new LinearLayer(source.At("down_proj"), _width, c.HiddenSize, bias: false) { Role = LinearRole.MlpOutput };
        _activation = c.Mlp.Activation;
    }

    public IEnumerable<LinearLayer> LinearLayers => [_gateUp, _down];

    public Tensor Forward(Tensor x, AttentionContext context)
    {
        var both = _gateUp.Forward(x); // [T, 2 I]
        var (gate, up) = (both.ColumnBlocks(ColumnLayout.Range(0, _width)), both.ColumnBlocks(ColumnLayout.Range(_width, _width)));
        both.LetGo();
        var gated = gate.Gated(up, _activation);
        var y = _down.Forward(gated);
        gated.LetGo();
        return y;
    }
}
