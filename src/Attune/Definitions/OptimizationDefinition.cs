namespace Attune.Definitions;

/// <summary>What a recipe's attributes say of its optimizer.</summary>
public sealed record OptimizationDefinition
{
    /// <summary>AdamW for all parameters, with the recipe's schedule.</summary>
    public static OptimizationDefinition Default { get; } = new();

    /// <summary>The optimizer, or null for AdamW.</summary>
    public IOptimizerChoice? Optimizer { get; init; }

    /// <summary>The schedule, or null for the one that the recipe's own options name.</summary>
    public IScheduleChoice? Schedule { get; init; }

    /// <summary>Parameters with settings of their own, in order.</summary>
    public IReadOnlyList<ParameterGroupAttribute> Groups { get; init; } = [];

    /// <summary>Rates by the depth of layers, or null.</summary>
    public LayerwiseRatesAttribute? Layerwise { get; init; }
}
