using Attune.Definitions;
using Attune.Models;
using Attune.Training;

namespace Attune.Tuning;

/// <summary>Turns what a recipe says of its optimizer and schedule into those of the training room.</summary>
internal static class RecipeOptimization
{
    private static readonly Dictionary<LearningRateSchedule, Func<Warmup, ISchedule>> Schedules = new()
    {
        [LearningRateSchedule.Linear] = warmup => new LinearSchedule(warmup),
        [LearningRateSchedule.Cosine] = warmup => new CosineSchedule(warmup),
        [LearningRateSchedule.Constant] = warmup => new ConstantSchedule(warmup),
    };

    /// <summary>The optimizer, with groups for the layers of a model.</summary>
    public static IOptimizer Optimizer<TRow>(RecipeDefinition<TRow> recipe, ModelConfiguration model)
    {
        var (options, chosen) = (recipe.Options, recipe.Optimization);
        var optimizer = chosen.Optimizer?.Create(options.LearningRate, options.WeightDecay)
            ?? new AdamWOptions { LearningRate = options.LearningRate, WeightDecay = options.WeightDecay };
        List<ParameterGroup> groups = [.. chosen.Groups.Select(Group)];
        if (chosen.Layerwise is { } layers)
            groups.AddRange(LayerGroups.For(model.LayerCount, layers.Ratio, layers.Unfreezing));
        return groups.Count == 0 ? optimizer : new GroupedOptimizer(optimizer, [.. groups, .. optimizer.Groups]);
    }

    /// <summary>The schedule.</summary>
    public static ISchedule Schedule<TRow>(RecipeDefinition<TRow> recipe)
    {
        var warmup = Warmup.Fraction(recipe.Options.WarmupFraction);
        return recipe.Optimization.Schedule?.Create(warmup) ?? Schedules[recipe.Options.Schedule](warmup);
    }

    private static ParameterGroup Group(ParameterGroupAttribute group) => new(group.Pattern)
    {
        LearningRateFactor = group.LearningRateFactor,
        WeightDecay = double.IsNaN(group.WeightDecay) ? null : group.WeightDecay,
        FirstEpoch = group.FirstEpoch,
    };
}
