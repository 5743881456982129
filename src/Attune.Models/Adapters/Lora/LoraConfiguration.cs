using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>LoRA's keys of <c>adapter_config.json</c>.</summary>
internal static class LoraConfiguration
{
    /// <summary>Settings that are applied, checked, or that do not change what a trained adapter computes.</summary>
    public static readonly IReadOnlySet<string> Keys = new HashSet<string>(StringComparer.Ordinal)
    {
        "alpha_pattern", "bias", "exclude_modules", "fan_in_fan_out", "init_lora_weights", "layers_pattern", "layers_to_transform", "lora_alpha",
        "lora_dropout", "megatron_core", "modules_to_save", "qalora_group_size", "r", "rank_pattern", "target_modules",
        "trainable_token_indices", "use_dora", "use_rslora",
    };

    /// <summary>Initial values for which the base weights were changed too, so that the adapter is not for the base as published.</summary>
    private static readonly string[] ChangesBase = ["pissa", "olora", "loftq", "corda"];

    private static readonly Dictionary<string, TrainedBiases> Biases = new(StringComparer.Ordinal)
    {
        ["none"] = TrainedBiases.None,
        ["all"] = TrainedBiases.All,
        ["lora_only"] = TrainedBiases.LoraOnly,
    };

    public static LoraOptions Read(ConfigurationReader json)
    {
        var bias = json.Text("bias") ?? "none";
        if (!Biases.TryGetValue(bias, out var biases))
            throw AdapterConfigurationFile.Unsupported(json, "bias", $"It may be {string.Join(", ", Biases.Keys)}.");
        if (json.Find("init_lora_weights") is { ValueKind: JsonValueKind.String } start
            && Array.Exists(ChangesBase, name => start.GetString()!.StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            throw AdapterConfigurationFile.Unsupported(json, "init_lora_weights");
        var (targets, pattern) = TargetKeys.ReadTargets(json);
        return new LoraOptions(
            json.Count("r"),
            json.Number("lora_alpha", 8, positive: false),
            json.Number("lora_dropout", 0, positive: false),
            targets)
        {
            TargetPattern = pattern,
            Excluded = TargetKeys.ReadExcluded(json),
            Layers = TargetKeys.ReadLayers(json),
            RankStabilized = json.Flag("use_rslora", false),
            WeightDecomposed = json.Flag("use_dora", false),
            RankPattern = Pattern(json, "rank_pattern", (section, key) => section.Count(key)),
            AlphaPattern = Pattern(json, "alpha_pattern", (section, key) => section.Number(key, 0, positive: false)),
            Biases = biases,
            ModulesToSave = json.Texts("modules_to_save"),
            TrainedTokens = TrainedTokensFile.Read(json),
        };
    }

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Write(LoraOptions options, IAdaptableModel model)
    {
        yield return new("alpha_pattern", Pattern(options.AlphaPattern));
        yield return new("bias", Biases.First(pair => pair.Value == options.Biases).Key);
        yield return new("fan_in_fan_out", options.Modules.Select(model).Exists(host => host.Weight.StoredTransposed));
        yield return new("init_lora_weights", true);
        yield return new("lora_alpha", options.Alpha);
        yield return new("lora_dropout", options.Dropout);
        yield return new("modules_to_save", AdapterConfigurationFile.List(options.ModulesToSave));
        yield return new("r", options.Rank);
        yield return new("rank_pattern", Pattern(options.RankPattern));
        yield return new("use_dora", options.WeightDecomposed);
        yield return new("use_rslora", options.RankStabilized);
        foreach (var pair in TargetKeys.Write(options.Modules, model))
            yield return pair;
        if (TrainedTokensFile.Write(options.TrainedTokens) is { } tokens)
            yield return new(TrainedTokensFile.Key, tokens);
    }

    private static List<KeyValuePair<string, T>> Pattern<T>(ConfigurationReader json, string key, Func<ConfigurationReader, string, T> read)
    {
        var pairs = new List<KeyValuePair<string, T>>();
        if (json.Section(key) is { } section)
        {
            foreach (var name in section.Keys)
                pairs.Add(new(name, read(section, name)));
        }

        return pairs;
    }

    private static JsonObject Pattern<T>(IReadOnlyList<KeyValuePair<string, T>> pattern)
    {
        var json = new JsonObject();
        foreach (var (name, value) in pattern)
            json.Add(name, JsonValue.Create(value));
        return json;
    }
}
