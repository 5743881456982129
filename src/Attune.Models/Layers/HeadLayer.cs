using Attune.Tensors;

namespace Attune.Models;

/// <summary>What turns hidden states into logits: a matrix of its own, or the embedding's; with a bias where the family has one.</summary>
internal sealed class HeadLayer
{
    private readonly EmbeddingLayer _embedding;
    private readonly Parameter? _bias;
    private readonly LogitOptions _options;
    private Tensor? _identity;

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

    /// <summary>[V, C]; with an update it is W + s B A, so that the loss sees one matrix.</summary>
    public Tensor Matrix()
    {
        if (Own is null)
            return _embedding.Matrix();
        if (Own.Rows is { } rows)
            return rows.Matrix();
        var weight = Own.Weight.Value;
        if (Own.Lora is not { } lora)
            return weight;
        var transposed = Identity(weight.Backend).Linear(lora.A.Value); // [C, C] [r, C]^T -> [C, r]
        return weight.Add(lora.B.Value.Linear(transposed).Scale((float)lora.Scale)); // [V, r] [C, r]^T -> [V, C]
    }

    private Tensor Identity(Backend backend)
    {
        if (_identity is not null)
            return _identity;
        var width = Own!.Inputs;
        var values = new float[width * width];
        for (var i = 0; i < width; i++)
            values[i * (width + 1)] = 1;
        return _identity = Tensor.From(backend, new Shape(width, width), values).Keep();
    }
}
