namespace Attune.Models;

/// <summary>How a family spells the keys that encoders share, and what it takes where they are absent.</summary>
internal sealed record EncoderKeyNames
{
    /// <summary>Sizes where the file says nothing.</summary>
    public required DefaultSizes Sizes { get; init; }

    public string HiddenSize { get; init; } = "hidden_size";

    public string IntermediateSize { get; init; } = "intermediate_size";

    public string LayerCount { get; init; } = "num_hidden_layers";

    public string HeadCount { get; init; } = "num_attention_heads";

    public string Activation { get; init; } = "hidden_act";

    public string HiddenDropout { get; init; } = "hidden_dropout_prob";

    public string AttentionDropout { get; init; } = "attention_probs_dropout_prob";

    /// <summary>Null where classifiers have the dropout of hidden states.</summary>
    public string? ClassifierDropout { get; init; } = "classifier_dropout";

    /// <summary>The dropout of classifiers where the file says nothing; null: that of hidden states.</summary>
    public double? DefaultClassifierDropout { get; init; }

    /// <summary>Null where it is 1e-12.</summary>
    public string? NormEpsilon { get; init; } = "layer_norm_eps";

    /// <summary>Null where there are no token types.</summary>
    public string? TokenTypes { get; init; } = "type_vocab_size";

    /// <summary>Null where embeddings are as wide as hidden states.</summary>
    public string? EmbeddingSize { get; init; }

    /// <summary>The epsilon where the file names none.</summary>
    public double DefaultEpsilon { get; init; } = 1e-12;

    /// <summary>The token types where the file does not say.</summary>
    public int DefaultTokenTypes { get; init; } = 2;

    /// <summary>The padding token where the file names none.</summary>
    public int DefaultPadding { get; init; }

    /// <summary>Keys of the family that say nothing of the computation here.</summary>
    public IReadOnlyList<string> Harmless { get; init; } = [];
}
