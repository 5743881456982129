using Attune.Tensors;

namespace Attune.Models;

/// <summary>Logits for each token: the classifier of its hidden state, behind a transform in some families.</summary>
internal sealed class TokenClassificationHead : IEncoderHead
{
    private readonly DenseTransform? _transform;
    private readonly LinearLayer _classifier;
    private readonly double _dropout;

    public TokenClassificationHead(WeightSource classifier, EncoderConfiguration c, DenseTransform? transform = null)
    {
        _transform = transform;
        _classifier = new LinearLayer(classifier, c.HiddenSize, c.Labels.Names.Count, bias: true);
        _dropout = c.Dropout.Classifier;
    }

    /// <summary>The classifier alone, under its usual name.</summary>
    public static EncoderHeadFactory Plain { get; } = (c, source, _) => new TokenClassificationHead(source.At("classifier"), c);

    public IEnumerable<LinearLayer> LinearLayers => _transform is null ? [_classifier] : [_transform.Dense, _classifier];

    public Tensor Logits(Tensor hidden, EncoderPass pass)
    {
        var x = _transform is null ? hidden : _transform.Forward(hidden);
        return _classifier.Forward(pass.Drop(x, _dropout)); // [T, K]
    }
}
