using Attune.Tensors;

namespace Attune.Models;

/// <summary>How one family spells the facts that all share, and what holds where its file says nothing.</summary>
internal sealed record DecoderNames
{
    /// <summary>Sizes where the file says nothing.</summary>
    public required DefaultSizes Sizes { get; init; }

    /// <summary>Tokens where the file says nothing.</summary>
    public DefaultTokens Tokens { get; init; }

    public string HiddenSize { get; init; } = "hidden_size";

    public string IntermediateSize { get; init; } = "intermediate_size";

    public string LayerCount { get; init; } = "num_hidden_layers";

    public string HeadCount { get; init; } = "num_attention_heads";

    public string MaxPositions { get; init; } = "max_position_embeddings";

    public string NormEpsilon { get; init; } = "rms_norm_eps";

    public string Activation { get; init; } = "hidden_act";

    /// <summary>Whether <c>num_key_value_heads</c> exists; otherwise every query head has its own.</summary>
    public bool SharesKeys { get; init; } = true;

    /// <summary>Whether <c>head_dim</c> exists; otherwise heads share the hidden size.</summary>
    public bool HasHeadDimension { get; init; } = true;

    /// <summary>Key-value heads where the file says nothing; null: as many as query heads.</summary>
    public int? DefaultKeyValueHeads { get; init; }

    /// <summary>The head dimension where the file says nothing; null: the hidden size shared evenly.</summary>
    public int? DefaultHeadDimension { get; init; }

    public int DefaultMaxPositions { get; init; } = 2048;

    /// <summary>The width of feed-forward blocks where the file says nothing, in hidden sizes; null: that of <see cref="Sizes"/>.</summary>
    public int? DefaultIntermediateFactor { get; init; }

    public double DefaultInitializerRange { get; init; } = 0.02;

    public double DefaultEpsilon { get; init; } = 1e-6;

    public Activation DefaultActivation { get; init; } = Tensors.Activation.Silu;

    public bool DefaultTied { get; init; }

    public RotaryNames? Rotary { get; init; } = RotaryNames.Common;
}
