using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>The keys of <c>adapter_config.json</c> that choose layers; several methods have them.</summary>
internal static class TargetKeys
{
    public static (IReadOnlyList<string> Names, string? Pattern) ReadTargets(ConfigurationReader json)
    {
        var pattern = Pattern(json, "target_modules");
        return pattern == LoraOptions.AllLinear ? ([LoraOptions.AllLinear], null) : (pattern is null ? json.Texts("target_modules") : [], pattern);
    }

    public static ExcludedModules? ReadExcluded(ConfigurationReader json)
    {
        if (AdapterConfigurationFile.IsOff(json, "exclude_modules"))
            return null;
        return Pattern(json, "exclude_modules") is { } pattern
            ? new ExcludedModules([], pattern)
            : new ExcludedModules(json.Texts("exclude_modules"));
    }

    public static TransformedLayers? ReadLayers(ConfigurationReader json)
    {
        if (AdapterConfigurationFile.IsOff(json, "layers_to_transform"))
            return null;
        var pattern = Pattern(json, "layers_pattern");
        return new TransformedLayers(json.TokenIds("layers_to_transform"), pattern is null ? json.Texts("layers_pattern") : [pattern]);
    }

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Write(ModuleTargets targets, IAdaptableModel model)
    {
        yield return new("target_modules", targets.Pattern ?? Names(targets, model));
        yield return new("layers_pattern", targets.Layers is { Patterns.Count: > 0 } named ? AdapterConfigurationFile.List(named.Patterns) : null);
        yield return new("layers_to_transform", targets.Layers is { } layers ? new JsonArray([.. layers.Indices.Select(index => (JsonNode)index)]) : null);
        if (targets.Excluded is { } excluded) // the key is younger than the others
            yield return new("exclude_modules", excluded.Pattern is { } whole ? whole : AdapterConfigurationFile.List(excluded.Names));
    }

    /// <summary>
    /// Of encoders, the layers that <c>all-linear</c> chose: PEFT takes it for the classifier of tokens too, which it then finds in two ways.
    /// </summary>
    private static JsonNode? Names(ModuleTargets targets, IAdaptableModel model)
    {
        if (!targets.Names.Contains(LoraOptions.AllLinear))
            return AdapterConfigurationFile.List(targets.Names);
        return model is IEncoderModel ? AdapterConfigurationFile.List([.. targets.Select(model).Select(layer => layer.Name)]) : LoraOptions.AllLinear;
    }

    private static string? Pattern(ConfigurationReader json, string key) =>
        json.Find(key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
