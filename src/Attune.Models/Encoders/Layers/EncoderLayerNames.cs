namespace Attune.Models;

/// <summary>How a family names the parts of a block.</summary>
internal sealed record EncoderLayerNames
{
    /// <summary>Where the blocks are, by number.</summary>
    public required string Layers { get; init; }

    public required string Query { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }

    /// <summary>The matrix behind attention.</summary>
    public required string AttentionOutput { get; init; }

    /// <summary>The norm behind attention.</summary>
    public required string AttentionNorm { get; init; }

    /// <summary>The matrix into the feed-forward block.</summary>
    public required string Up { get; init; }

    /// <summary>The matrix out of it.</summary>
    public required string Down { get; init; }

    /// <summary>The norm behind it.</summary>
    public required string OutputNorm { get; init; }

    /// <summary>BERT's names, which RoBERTa and ELECTRA have too.</summary>
    public static EncoderLayerNames Bert { get; } = new()
    {
        Layers = "encoder.layer",
        Query = "attention.self.query",
        Key = "attention.self.key",
        Value = "attention.self.value",
        AttentionOutput = "attention.output.dense",
        AttentionNorm = "attention.output.LayerNorm",
        Up = "intermediate.dense",
        Down = "output.dense",
        OutputNorm = "output.LayerNorm",
    };
}
