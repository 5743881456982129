using Attune.Tensors;

namespace Attune.Models;

/// <summary>Logits of the vocabulary for each token: a transform, then the embedding's rows as classifier, with a bias of their own.</summary>
internal sealed class MaskedLanguageHead : IEncoderHead
{
    private readonly DenseTransform _transform;
    private readonly EmbeddingLayer _embedding;
    private readonly Parameter? _bias;

    /// <param name="transform">Before the embedding's rows.</param>
    /// <param name="embedding">The rows.</param>
    /// <param name="bias">Where the bias is named, or null where there is none.</param>
    public MaskedLanguageHead(DenseTransform transform, EmbeddingLayer embedding, WeightSource? bias)
    {
        _transform = transform;
        _embedding = embedding;
        _bias = bias?.Declare("bias", new Shape(embedding.Weight.Shape[0]), WeightInitializer.Zeros);
    }

    public IEnumerable<LinearLayer> LinearLayers => [_transform.Dense];

    public Tensor Logits(Tensor hidden, EncoderPass pass) =>
        _transform.Forward(hidden).Linear(_embedding.Matrix(), _bias?.Value); // [T, C] [V, C]^T -> [T, V]

    /// <summary>The loss at some rows only, see <see cref="IEncoderModel.MaskedLanguageLoss"/>.</summary>
    public Tensor Loss(Tensor hidden, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser)
    {
        var transformed = _transform.Forward(hidden.SelectRows(rows)); // [n, C]
        var all = new int[rows.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = i;
        return transformed.SoftmaxCrossEntropy(_embedding.Matrix(), all, targets, normaliser, new LogitTransform { Bias = _bias?.Value });
    }
}
