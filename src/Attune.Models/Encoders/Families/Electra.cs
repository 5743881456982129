using Attune.Tensors;

namespace Attune.Models;

/// <summary>ELECTRA (Clark and others, 2020): BERT's blocks behind embeddings that may be narrower, heads with GELU.</summary>
internal static class Electra
{
    private static readonly EncoderKeyNames Keys = new()
    {
        Sizes = new(30522, 256, 1024, 12, 4),
        EmbeddingSize = "embedding_size",
        // They belong to a head for multiple choice.
        Harmless = ["summary_type", "summary_use_proj", "summary_activation", "summary_last_dropout"],
    };

    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "electra",
        ClassPrefix = "Electra",
        Prefix = "electra",
        Read = (json, name) => EncoderKeys.Read(json, name, Keys),
        Write = c => EncoderKeys.Write(c, "electra", Keys),
        Build = (c, source) => new PostNormBody(c, source, EncoderLayerNames.Bert, EncoderPositions.FromZero),
        SequenceHead = (c, source, _) => Roberta.Sequence(c, source, Activation.Gelu),
        TokenHead = TokenClassificationHead.Plain,
        MaskedHead = Masked,
        Surplus = ["embeddings.position_ids", "generator_lm_head.weight"],
    };

    private static MaskedLanguageHead Masked(EncoderConfiguration c, WeightSource source, IEncoderBody body)
    {
        var predictions = source.At("generator_predictions");
        var norm = new LayerNorm(predictions.At("LayerNorm"), c.EmbeddingSize, c.NormEpsilon);
        var dense = new LinearLayer(predictions.At("dense"), c.HiddenSize, c.EmbeddingSize, bias: true);
        return new MaskedLanguageHead(new DenseTransform(dense, Activation.Gelu, norm), body.Embedding, source.At("generator_lm_head"));
    }
}
