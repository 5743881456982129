using Attune.Tensors;

namespace Attune.Models;

/// <summary>What the feed-forward block of one family does otherwise than that of another.</summary>
public sealed record MlpOptions
{
    /// <summary>The function between its matrices (<c>hidden_act</c>).</summary>
    /// <value>Default <see cref="Activation.Silu"/>.</value>
    public Activation Activation { get; init; } = Activation.Silu;

    /// <summary>Whether its matrices have biases.</summary>
    /// <value>Default false.</value>
    public bool Bias { get; init; }
}
