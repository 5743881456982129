namespace Attune.Models;

/// <summary>
/// ModernBERT (Warner and others, 2024): norms before the blocks, rotary positions, gated feed-forward, windows on both sides
/// in most layers.
/// </summary>
internal static class ModernBert
{
    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "modernbert",
        ClassPrefix = "ModernBert",
        Prefix = "model",
        Read = ModernBertKeys.Read,
        Write = ModernBertKeys.Write,
        Build = (c, source) => new ModernBertBody(c, source),
        SequenceHead = (c, source, _) => new SequenceClassificationHead(Transform(c, source), source.At("classifier"), c)
        {
            UsesMean = c.ModernBert!.ClassifierPooling == Pooling.Mean,
        },
        TokenHead = (c, source, _) => new TokenClassificationHead(source.At("classifier"), c, Transform(c, source)),
        MaskedHead = (c, source, body) => new MaskedLanguageHead(
            Transform(c, source), body.Embedding, c.ModernBert!.Biases.Decoder ? source.At("decoder") : null),
        Surplus = ["decoder.weight"],
    };

    private static DenseTransform Transform(EncoderConfiguration c, WeightSource source)
    {
        var head = source.At("head");
        var dense = new LinearLayer(head.At("dense"), c.HiddenSize, c.HiddenSize, c.ModernBert!.Biases.Head);
        var norm = new LayerNorm(head.At("norm"), c.HiddenSize, c.NormEpsilon, c.ModernBert.Biases.Norms);
        return new DenseTransform(dense, c.ModernBert.ClassifierActivation, norm);
    }
}
