using Attune.Tensors;

namespace Attune.Models;

/// <summary>DistilBERT (Sanh and others, 2019): BERT's blocks without token types and pooler, under names of its own.</summary>
internal static class DistilBert
{
    private static readonly EncoderKeyNames Keys = new()
    {
        Sizes = new(30522, 768, 3072, 6, 12),
        HiddenSize = "dim",
        IntermediateSize = "hidden_dim",
        LayerCount = "n_layers",
        HeadCount = "n_heads",
        Activation = "activation",
        HiddenDropout = "dropout",
        AttentionDropout = "attention_dropout",
        ClassifierDropout = "seq_classif_dropout",
        DefaultClassifierDropout = 0.2,
        NormEpsilon = null,
        TokenTypes = null,
        // Where positions start from is a matter of training only: the rows are weights.
        Harmless = ["sinusoidal_pos_embds", "qa_dropout"],
    };

    private static readonly EncoderLayerNames Names = new()
    {
        Layers = "transformer.layer",
        Query = "attention.q_lin",
        Key = "attention.k_lin",
        Value = "attention.v_lin",
        AttentionOutput = "attention.out_lin",
        AttentionNorm = "sa_layer_norm",
        Up = "ffn.lin1",
        Down = "ffn.lin2",
        OutputNorm = "output_layer_norm",
    };

    public static EncoderFamily Family { get; } = new()
    {
        ModelType = "distilbert",
        ClassPrefix = "DistilBert",
        Prefix = "distilbert",
        Read = (json, name) => EncoderKeys.Read(json, name, Keys),
        Write = c => EncoderKeys.Write(c, "distilbert", Keys),
        Build = (c, source) => new PostNormBody(c, source, Names, EncoderPositions.FromZero),
        SequenceHead = (c, source, _) => new SequenceClassificationHead(
            new DenseTransform(new LinearLayer(source.At("pre_classifier"), c.HiddenSize, c.HiddenSize, bias: true), Activation.Relu),
            source.At("classifier"), c),
        TokenHead = TokenClassificationHead.Plain,
        MaskedHead = Masked,
        Surplus = ["embeddings.position_ids", "vocab_projector.weight"],
    };

    private static MaskedLanguageHead Masked(EncoderConfiguration c, WeightSource source, IEncoderBody body)
    {
        var dense = new LinearLayer(source.At("vocab_transform"), c.HiddenSize, c.HiddenSize, bias: true);
        var norm = new LayerNorm(source.At("vocab_layer_norm"), c.HiddenSize, c.NormEpsilon);
        return new MaskedLanguageHead(new DenseTransform(dense, c.Activation, norm), body.Embedding, source.At("vocab_projector"));
    }
}
