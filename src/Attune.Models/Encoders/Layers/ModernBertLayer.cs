using Attune.Tensors;

namespace Attune.Models;

/// <summary>x + attention(norm(x)), then the same with the gated feed-forward block. The first layer's norm is the embedding's.</summary>
internal sealed class ModernBertLayer
{
    private readonly EncoderConfiguration _configuration;
    private readonly AttentionScope _scope;
    private readonly LayerNorm? _attentionNorm;
    private readonly LayerNorm _mlpNorm;
    private readonly LinearLayer _inputs, _attentionOutput, _gateUp, _down;

    public ModernBertLayer(WeightSource source, EncoderConfiguration c, AttentionScope scope, bool isFirst)
    {
        _configuration = c;
        _scope = scope;
        var biases = c.ModernBert!.Biases;
        _attentionNorm = isFirst ? null : new LayerNorm(source.At("attn_norm"), c.HiddenSize, c.NormEpsilon, biases.Norms);
        _inputs = new LinearLayer(source.At("attn.Wqkv"), c.HiddenSize, 3 * c.HiddenSize, biases.Attention);
        _attentionOutput = new LinearLayer(source.At("attn.Wo"), c.HiddenSize, c.HiddenSize, biases.Attention) { Role = LinearRole.AttentionOutput };
        _mlpNorm = new LayerNorm(source.At("mlp_norm"), c.HiddenSize, c.NormEpsilon, biases.Norms);
        _gateUp = new LinearLayer(source.At("mlp.Wi"), c.HiddenSize, 2 * c.IntermediateSize, biases.Mlp);
        _down = new LinearLayer(source.At("mlp.Wo"), c.IntermediateSize, c.HiddenSize, biases.Mlp) { Role = LinearRole.MlpOutput };
    }

    public IEnumerable<LinearLayer> LinearLayers => [_inputs, _attentionOutput, _gateUp, _down];

    public Tensor Forward(Tensor x, EncoderPass pass)
    {
        x = x.Add(_attentionOutput.Forward(Attend(_attentionNorm is null ? x : _attentionNorm.Forward(x), pass)));
        var both = _gateUp.Forward(_mlpNorm.Forward(x)); // [T, 2 I]
        var width = _configuration.IntermediateSize;
        var gated = both.ColumnBlocks(ColumnLayout.Range(0, width))
            .Gated(both.ColumnBlocks(ColumnLayout.Range(width, width)), _configuration.Activation); // [T, I]
        return x.Add(_down.Forward(gated));
    }

    private Tensor Attend(Tensor x, EncoderPass pass)
    {
        var (width, heads) = (_configuration.HiddenSize, _configuration.HeadCount);
        var all = _inputs.Forward(x); // [T, 3 C]
        var positions = pass.Tokens.Positions;
        var q = all.ColumnBlocks(ColumnLayout.Range(0, width)).RotaryEmbedding(_scope.Rotary, positions, heads);
        var k = all.ColumnBlocks(ColumnLayout.Range(width, width)).RotaryEmbedding(_scope.Rotary, positions, heads);
        var v = all.ColumnBlocks(ColumnLayout.Range(2 * width, width));
        return Attention.Packed(
            q, k, v, pass.Documents, heads, heads, 1 / Math.Sqrt(_configuration.HeadDimension), _scope.Window); // [T, C]
    }
}
