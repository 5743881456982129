using Attune.Tensors;

namespace Attune.Models;

/// <summary>The matrix that turns hidden states into logits: one of its own, or the embedding's.</summary>
internal sealed class HeadLayer
{
    private readonly EmbeddingLayer _embedding;
    private Tensor? _identity;

    public HeadLayer(WeightSource source, ModelConfiguration c, EmbeddingLayer embedding)
    {
        _embedding = embedding;
        Own = c.TieWordEmbeddings ? null : new LinearLayer(source.At("lm_head"), c.HiddenSize, c.VocabularySize, bias: false);
    }

    /// <summary>The layer, or null where the embedding serves as head.</summary>
    public LinearLayer? Own { get; }

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
