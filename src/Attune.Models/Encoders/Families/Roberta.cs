using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// RoBERTa (Liu and others, 2019) and XLM-RoBERTa (Conneau and others, 2020): BERT's blocks, positions behind the padding id,
/// heads of their own.
/// </summary>
internal static class Roberta
{
    public static EncoderFamily Family { get; } = Of("roberta", "Roberta", vocabulary: 50265);

    public static EncoderFamily XlmFamily { get; } = Of("xlm-roberta", "XLMRoberta", vocabulary: 30522);

    private static EncoderFamily Of(string modelType, string classPrefix, int vocabulary)
    {
        var keys = new EncoderKeyNames { Sizes = new(vocabulary, 768, 3072, 12, 12), DefaultPadding = 1 };
        return new EncoderFamily
        {
            ModelType = modelType,
            ClassPrefix = classPrefix,
            Prefix = "roberta",
            HasPooler = true,
            Read = (json, name) => EncoderKeys.Read(json, name, keys),
            Write = c => EncoderKeys.Write(c, modelType, keys),
            Build = (c, source) => new PostNormBody(c, source, EncoderLayerNames.Bert, EncoderPositions.BehindPadding),
            SequenceHead = (c, source, _) => Sequence(c, source, Activation.Tanh),
            TokenHead = TokenClassificationHead.Plain,
            MaskedHead = Masked,
            Surplus =
            [
                "embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias", "lm_head.decoder.weight", "lm_head.decoder.bias",
            ],
        };
    }

    /// <summary>Dropout, dense, activation, dropout, out_proj: the head of RoBERTa, and with another activation of ELECTRA.</summary>
    public static SequenceClassificationHead Sequence(EncoderConfiguration c, WeightSource source, Activation activation)
    {
        var classifier = source.At("classifier");
        var dense = new LinearLayer(classifier.At("dense"), c.HiddenSize, c.HiddenSize, bias: true);
        return new SequenceClassificationHead(new DenseTransform(dense, activation), classifier.At("out_proj"), c) { DropsFirst = true };
    }

    /// <summary>The exact GELU, whatever the blocks have.</summary>
    public static MaskedLanguageHead Masked(EncoderConfiguration c, WeightSource source, IEncoderBody body)
    {
        var head = source.At("lm_head");
        var dense = new LinearLayer(head.At("dense"), c.HiddenSize, c.HiddenSize, bias: true);
        var norm = new LayerNorm(head.At("layer_norm"), c.HiddenSize, c.NormEpsilon);
        return new MaskedLanguageHead(new DenseTransform(dense, Activation.Gelu, norm), body.Embedding, head);
    }
}
