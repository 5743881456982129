using Attune.Tensors;

namespace Attune.Models;

/// <summary>Logits for each text: one vector of it, a dense layer with an activation, and the classifier.</summary>
internal sealed class SequenceClassificationHead : IEncoderHead
{
    private readonly DenseTransform _transform;
    private readonly LinearLayer _classifier;
    private readonly double _dropout;

    /// <param name="transform">Before the classifier.</param>
    /// <param name="classifier">Where the classifier is named.</param>
    /// <param name="c">The model.</param>
    public SequenceClassificationHead(DenseTransform transform, WeightSource classifier, EncoderConfiguration c)
    {
        _transform = transform;
        _classifier = new LinearLayer(classifier, transform.Dense.Outputs, c.Labels.Names.Count, bias: true);
        _dropout = c.Dropout.Classifier;
    }

    /// <summary>Whether the mean of a text is classified, not its first token.</summary>
    /// <value>Default false.</value>
    public bool UsesMean { get; init; }

    /// <summary>Whether dropout stands before the dense layer too.</summary>
    /// <value>Default false.</value>
    public bool DropsFirst { get; init; }

    public IEnumerable<LinearLayer> LinearLayers => [_transform.Dense, _classifier];

    public Tensor Logits(Tensor hidden, EncoderPass pass)
    {
        var pooled = UsesMean ? hidden.DocumentMean(pass.Documents) : pass.FirstTokens(hidden); // [D, C]
        if (DropsFirst)
            pooled = pass.Drop(pooled, _dropout);
        return _classifier.Forward(pass.Drop(_transform.Forward(pooled), _dropout)); // [D, K]
    }
}
