namespace Attune.Models;

/// <summary>BERT (Devlin and others, 2019): learned positions, token types, norms behind residual sums, a pooler.</summary>
internal static class Bert
{
    private static readonly EncoderKeyNames Keys = new() { Sizes = new(30522, 768, 3072, 12, 12) };

    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "bert",
        ClassPrefix = "Bert",
        Prefix = "bert",
        HasPooler = true,
        Read = (json, name) => EncoderKeys.Read(json, name, Keys),
        Write = c => EncoderKeys.Write(c, "bert", Keys),
        Build = (c, source) => new PostNormBody(c, source, EncoderLayerNames.Bert, EncoderPositions.FromZero),
        SequenceHead = (c, source, _) =>
            new SequenceClassificationHead(PoolerLayer.Create(source.At("bert"), c), source.At("classifier"), c),
        TokenHead = TokenClassificationHead.Plain,
        MaskedHead = Masked,
        Surplus =
        [
            "embeddings.position_ids", "pooler.dense.weight", "pooler.dense.bias", "cls.predictions.decoder.weight",
            "cls.predictions.decoder.bias", "cls.seq_relationship.weight", "cls.seq_relationship.bias",
        ],
    };

    private static MaskedLanguageHead Masked(EncoderConfiguration c, WeightSource source, IEncoderBody body)
    {
        var transform = source.At("cls.predictions.transform");
        var dense = new LinearLayer(transform.At("dense"), c.HiddenSize, c.HiddenSize, bias: true);
        var norm = new LayerNorm(transform.At("LayerNorm"), c.HiddenSize, c.NormEpsilon);
        return new MaskedLanguageHead(new DenseTransform(dense, c.Activation, norm), body.Embedding, source.At("cls.predictions"));
    }
}
