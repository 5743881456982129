using System.Globalization;
using System.Reflection;
using Attune.Definitions;
using Attune.Training;

namespace Attune.Preparation;

/// <summary>The options that decide the tuned weights, by name. What only decides evaluation is not among them.</summary>
internal static class RecipeOptions
{
    /// <summary>A schedule is known by its values in a run of so many steps; intervals are no longer.</summary>
    private const int HashedSteps = 1 << 14;

    public static IEnumerable<(string Name, object Value)> Of<TRow>(RecipeDefinition<TRow> recipe)
    {
        var options = recipe.Options;
        yield return (nameof(options.Epochs), options.Epochs);
        yield return (nameof(options.LearningRate), options.LearningRate);
        yield return (nameof(options.Schedule), options.Schedule);
        yield return (nameof(options.WarmupFraction), options.WarmupFraction);
        yield return (nameof(options.WeightDecay), options.WeightDecay);
        yield return (nameof(options.BatchSize), options.BatchSize);
        yield return (nameof(options.ContextLength), options.ContextLength);
        yield return (nameof(options.Patience), options.Patience);
        yield return (nameof(options.Seed), options.Seed);
        if (options.ContentMaySpellSpecialTokens)
            yield return (nameof(options.ContentMaySpellSpecialTokens), true);
        foreach (var choice in Optimization(recipe))
            yield return choice;
        foreach (var token in RecipeTokens.Options(recipe))
            yield return token;
        if (recipe.FrozenBase is { } frozen)
            yield return (nameof(recipe.FrozenBase), RecipeFrozenBase.Of(frozen).Name);
        foreach (var option in recipe.Tuning?.Options ?? [])
            yield return option;
    }

    /// <summary>What attributes say of optimizer and schedule; nothing where there are none.</summary>
    private static IEnumerable<(string Name, object Value)> Optimization<TRow>(RecipeDefinition<TRow> recipe)
    {
        var (options, chosen) = (recipe.Options, recipe.Optimization);
        if (chosen.Optimizer?.Create(options.LearningRate, options.WeightDecay) is { } optimizer)
            yield return (nameof(chosen.Optimizer), string.Create(CultureInfo.InvariantCulture, $"{optimizer.Name} {optimizer.LearningRate:R} {optimizer.Settings}"));
        if (chosen.Schedule is { } schedule)
            yield return (nameof(chosen.Schedule) + "Shape", ScheduleFingerprint.Of(schedule.Create(Warmup.Fraction(options.WarmupFraction)), HashedSteps));
        foreach (var group in chosen.Groups)
        {
            yield return (nameof(chosen.Groups), string.Create(
                CultureInfo.InvariantCulture, $"{group.Pattern} {group.LearningRateFactor:R} {group.WeightDecay:R} {group.FirstEpoch}"));
        }

        if (chosen.Layerwise is { } layers)
            yield return (nameof(chosen.Layerwise), string.Create(CultureInfo.InvariantCulture, $"{layers.Ratio:R} {layers.Unfreezing}"));
    }
}

/// <summary>The version of Attune that is running.</summary>
internal static class ToolVersion
{
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
