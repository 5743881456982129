namespace Attune.Models;

/// <summary>What a merge is measured on, and what it may differ by.</summary>
public sealed record MergeOptions
{
    /// <summary>Prompts that the merged model is compared on, as tokens.</summary>
    /// <value>Default empty: eight tokens, evenly spaced over the vocabulary.</value>
    public IReadOnlyList<int[]> Probes { get; init; } = [];

    /// <summary>
    /// The largest mean divergence KL(with the adapter || merged) of the next token's probabilities, in nats. Rounding
    /// alone gives some 1e-10; a divergence of 1e-4 shifts a probability by about a hundredth of itself.
    /// </summary>
    /// <value>Default 1e-4.</value>
    public double MaxDivergence { get; init; } = 1e-4;
}
