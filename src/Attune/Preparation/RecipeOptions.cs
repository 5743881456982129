using System.Reflection;
using Attune.Definitions;

namespace Attune.Preparation;

/// <summary>The options that decide the tuned weights, by name. What only decides evaluation is not among them.</summary>
internal static class RecipeOptions
{
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
        foreach (var token in RecipeTokens.Options(recipe))
            yield return token;
        if (recipe.Lora is not { } lora)
            yield break;
        yield return (nameof(lora.Rank), lora.Rank);
        yield return (nameof(lora.Alpha), lora.Alpha);
        yield return (nameof(lora.Dropout), lora.Dropout);
        yield return (nameof(lora.Targets), string.Join(',', lora.Targets));
    }
}

/// <summary>The version of Attune that is running.</summary>
internal static class ToolVersion
{
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
