using Attune.Tensors;

namespace Attune.Models;

/// <summary>What turns hidden states into logits: a matrix of its own, or the embedding's; with a bias where the family has one.</summary>
internal sealed class HeadLayer
{
    private readonly EmbeddingLayer _embedding;
    private readonly Parameter? _bias;
    private readonly LogitOptions _options;

    public HeadLayer(WeightSource source, ModelConfiguration c, EmbeddingLayer embedding, bool bias = false)
    {
        _embedding = embedding;
        _options = c.Logits;
        Own = c.TieWordEmbeddings ? null : new LinearLayer(source, c.HiddenSize, c.VocabularySize, bias: false);
        _bias = bias ? source.Declare("bias", new Shape(c.VocabularySize), WeightInitializer.Zeros) : null;
    }

    /// <summary>The layer, or null where the embedding serves as head.</summary>
    public LinearLayer? Own { get; }

    /// <summary>What is added to logits, or null. It belongs to the head, not to the layer, since a tied head may have one too.</summary>
    public Parameter? Bias => _bias;

    /// <summary>What happens to logits behind the matrix.</summary>
    public LogitTransform Transform => new() { Scale = 1 / _options.Divisor, SoftCap = _options.SoftCap, Bias = _bias?.Value };

    /// <summary>[V, C]; with an update it is the changed matrix, so that the loss sees one matrix.</summary>
    public Tensor Matrix()
    {
        if (Own is null)
            return _embedding.Matrix();
        if (Own.Rows is { } rows)
            return rows.Matrix();
        return Own.Update is { } update ? update.Matrix(Own) : Own.Weight.Value;
    }
}
