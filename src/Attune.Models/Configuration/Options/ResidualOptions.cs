namespace Attune.Models;

/// <summary>How the residual stream begins and what blocks add to it.</summary>
public sealed record ResidualOptions
{
    /// <summary>What embeddings are multiplied by (<c>embedding_multiplier</c> of Granite).</summary>
    /// <value>Default 1.</value>
    public double EmbeddingScale { get; init; } = 1;

    /// <summary>What attention and feed-forward are multiplied by before they are added (<c>residual_multiplier</c> of Granite).</summary>
    /// <value>Default 1.</value>
    public double BranchScale { get; init; } = 1;

    /// <summary>Whether attention and feed-forward read the same stream and are added together (<c>use_parallel_residual</c> of GPT-NeoX).</summary>
    /// <value>Default false.</value>
    public bool Parallel { get; init; }
}
