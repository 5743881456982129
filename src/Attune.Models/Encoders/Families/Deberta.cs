namespace Attune.Models;

/// <summary>
/// DeBERTa 2 and 3 (He and others, 2021 and 2023): BERT's blocks, attention of contents and distances, a classifier with a
/// dense layer of its own.
/// </summary>
internal static class Deberta
{
    private static readonly EncoderLayerNames Names = EncoderLayerNames.Bert with
    {
        Query = "attention.self.query_proj",
        Key = "attention.self.key_proj",
        Value = "attention.self.value_proj",
    };

    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "deberta-v2",
        ClassPrefix = "DebertaV2",
        Prefix = "deberta",
        Read = DebertaKeys.Read,
        Write = DebertaKeys.Write,
        Build = Build,
        SequenceHead = (c, source, _) => new SequenceClassificationHead(
            new DenseTransform(new LinearLayer(source.At("pooler.dense"), c.HiddenSize, c.HiddenSize, bias: true), c.Deberta!.PoolerActivation),
            source.At("classifier"), c),
        TokenHead = TokenClassificationHead.Plain,
        MaskedHead = Bert.Family.MaskedHead,
        Surplus =
        [
            "embeddings.position_ids", "embeddings.position_embeddings.weight", "cls.predictions.decoder.weight",
            "cls.predictions.decoder.bias",
        ],
    };

    private static PostNormBody Build(EncoderConfiguration c, WeightSource source)
    {
        var distances = new LogarithmicDistances(source.At("encoder"), c);
        return new PostNormBody(
            c, source, Names, c.Deberta!.HasPositions ? EncoderPositions.FromZero : null, pass => distances.Attention(pass, c));
    }
}
