using Attune.Tensors;

namespace Attune.Models;

/// <summary>What only ModernBERT's configuration has (Warner and others, 2024).</summary>
public sealed record ModernBertOptions
{
    /// <summary>For each layer, whether it sees whole texts (<c>layer_types</c>, formerly <c>global_attn_every_n_layers</c>) or a window.</summary>
    public required IReadOnlyList<bool> SeesAll { get; init; }

    /// <summary>Tokens on each side that layers with a window see: half of <c>local_attention</c>, rounded down.</summary>
    /// <value>Default 64.</value>
    public int WindowReach { get; init; } = 64;

    /// <summary>The rotary embedding of layers that see all.</summary>
    /// <value>Default theta 160000.</value>
    public RotaryOptions GlobalRotary { get; init; } = new() { Theta = 160_000 };

    /// <summary>The rotary embedding of layers with a window.</summary>
    /// <value>Default theta 10000.</value>
    public RotaryOptions LocalRotary { get; init; } = new();

    /// <summary>Which layers have biases.</summary>
    /// <value>Default: the decoder's alone.</value>
    public ModernBertBiases Biases { get; init; } = new();

    /// <summary>How the classifier of texts pools (<c>classifier_pooling</c>): <see cref="Pooling.FirstToken"/> or <see cref="Pooling.Mean"/>.</summary>
    /// <value>Default <see cref="Pooling.FirstToken"/>.</value>
    public Pooling ClassifierPooling { get; init; } = Pooling.FirstToken;

    /// <summary>The function in the heads (<c>classifier_activation</c>).</summary>
    /// <value>Default <see cref="Activation.Gelu"/>.</value>
    public Activation ClassifierActivation { get; init; } = Activation.Gelu;

    /// <inheritdoc/>
    public bool Equals(ModernBertOptions? other) => other is not null
        && SeesAll.SequenceEqual(other.SeesAll)
        && (WindowReach, GlobalRotary, LocalRotary, Biases) == (other.WindowReach, other.GlobalRotary, other.LocalRotary, other.Biases)
        && (ClassifierPooling, ClassifierActivation) == (other.ClassifierPooling, other.ClassifierActivation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SeesAll.Count, WindowReach, GlobalRotary, LocalRotary, Biases);
}

/// <summary>Which of ModernBERT's layers have biases.</summary>
public sealed record ModernBertBiases
{
    /// <summary>Norms (<c>norm_bias</c>).</summary>
    public bool Norms { get; init; }

    /// <summary>Attention (<c>attention_bias</c>).</summary>
    public bool Attention { get; init; }

    /// <summary>Feed-forward blocks (<c>mlp_bias</c>).</summary>
    public bool Mlp { get; init; }

    /// <summary>The dense layer of heads (<c>classifier_bias</c>).</summary>
    public bool Head { get; init; }

    /// <summary>The decoder of masked language models (<c>decoder_bias</c>).</summary>
    /// <value>Default true.</value>
    public bool Decoder { get; init; } = true;
}
