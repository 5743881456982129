namespace Attune.Models;

/// <summary>What one layer does otherwise than the others.</summary>
public sealed record LayerOptions
{
    /// <summary>A layer without anything special: it sees all tokens before it, and rotates.</summary>
    public static LayerOptions Default { get; } = new();

    /// <summary>Tokens that a query sees, its own included (<c>sliding_window</c>).</summary>
    /// <value>Default null: all of its document up to itself.</value>
    public int? Window { get; init; }

    /// <summary>Whether it rotates as <see cref="ModelConfiguration.LocalRotary"/> says, and not as <see cref="ModelConfiguration.Rotary"/>.</summary>
    /// <value>Default false.</value>
    public bool IsLocal { get; init; }

    /// <summary>Whether queries and keys are rotated at all (<c>no_rope_layers</c> of SmolLM3).</summary>
    /// <value>Default true.</value>
    public bool Rotates { get; init; } = true;

    /// <summary>Whether its feed-forward block is a mixture of experts.</summary>
    /// <value>Default false.</value>
    public bool IsSparse { get; init; }
}
