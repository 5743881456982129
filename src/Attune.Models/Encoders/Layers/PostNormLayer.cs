using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The block of Vaswani and others (2017) as BERT has it: attention over the whole text, then a feed-forward block, a norm
/// behind each residual sum.
/// </summary>
internal sealed class PostNormLayer
{
    private readonly AttentionProjections _projections;
    private readonly LinearLayer _attentionOutput, _up, _down;
    private readonly LayerNorm _attentionNorm, _outputNorm;
    private readonly EncoderConfiguration _configuration;

    public PostNormLayer(WeightSource source, EncoderConfiguration c, EncoderLayerNames names)
    {
        _configuration = c;
        _projections = new AttentionProjections(
            new LinearLayer(source.At(names.Query), c.HiddenSize, c.HiddenSize, bias: true),
            new LinearLayer(source.At(names.Key), c.HiddenSize, c.HiddenSize, bias: true),
            new LinearLayer(source.At(names.Value), c.HiddenSize, c.HiddenSize, bias: true));
        _attentionOutput = new LinearLayer(source.At(names.AttentionOutput), c.HiddenSize, c.HiddenSize, bias: true)
        {
            Role = LinearRole.AttentionOutput,
        };
        _attentionNorm = new LayerNorm(source.At(names.AttentionNorm), c.HiddenSize, c.NormEpsilon);
        _up = new LinearLayer(source.At(names.Up), c.HiddenSize, c.IntermediateSize, bias: true);
        _down = new LinearLayer(source.At(names.Down), c.IntermediateSize, c.HiddenSize, bias: true) { Role = LinearRole.MlpOutput };
        _outputNorm = new LayerNorm(source.At(names.OutputNorm), c.HiddenSize, c.NormEpsilon);
    }

    public IEnumerable<LinearLayer> LinearLayers => [_projections.Query, _projections.Key, _projections.Value, _attentionOutput, _up, _down];

    public Tensor Forward(Tensor x, IEncoderAttention attention, EncoderPass pass)
    {
        var attended = attention.Attend(x, _projections); // [T, C]
        x = _attentionNorm.Forward(x.Add(pass.Drop(_attentionOutput.Forward(attended), _configuration.Dropout.Hidden)));
        var inner = _up.Forward(x).Activate(_configuration.Activation); // [T, I]
        return _outputNorm.Forward(x.Add(pass.Drop(_down.Forward(inner), _configuration.Dropout.Hidden)));
    }
}
