using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Models;

/// <summary>
/// Reads and writes PEFT's <c>adapter_config.json</c>. Written are the keys that every PEFT version knows (older ones refuse
/// a key they do not know), and those of trained tokens where there are some, sorted, with two spaces.
/// </summary>
internal static class LoraConfigurationFile
{
    public const string FileName = "adapter_config.json";

    /// <summary>Settings that change the computation and that nothing here implements, unless null, false or empty.</summary>
    private static readonly string[] Unsupported =
    [
        "alora_invocation_tokens", "arrow_config", "corda_config", "eva_config", "exclude_modules", "fan_in_fan_out",
        "layer_replication", "layers_pattern", "layers_to_transform", "lora_bias", "megatron_config", "target_parameters",
        "use_bdlora", "use_dora", "use_qalora", "velora_config",
    ];

    /// <summary>Settings that are applied, checked, or that do not change what a trained adapter computes.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "alpha_pattern", "auto_mapping", "base_model_name_or_path", "bias", "inference_mode", "init_lora_weights", "lora_alpha",
        "lora_dropout", "megatron_core", "modules_to_save", "peft_type", "peft_version", "qalora_group_size", "r", "rank_pattern",
        "revision", "runtime_config", "target_modules", "task_type", "trainable_token_indices", "use_rslora",
    };

    /// <summary>Initial values for which the base weights were changed too, so that the adapter is not for the base as published.</summary>
    private static readonly string[] ChangesBase = ["pissa", "olora", "loftq", "corda"];

    public static LoraOptions Read(string path)
    {
        using var document = JsonFile.Read(path, "ATT4150");
        var json = ConfigurationReader.Root(document, path, "ATT4150");
        CheckSupported(json);
        var targets = json.Find("target_modules");
        var pattern = targets is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var allLinear = pattern == LoraOptions.AllLinear;
        return new LoraOptions(
            json.Count("r"),
            json.Number("lora_alpha", 8, positive: false),
            json.Number("lora_dropout", 0, positive: false),
            allLinear ? [LoraOptions.AllLinear] : pattern is null ? json.Texts("target_modules") : [])
        {
            TargetPattern = allLinear ? null : pattern,
            RankStabilized = json.Flag("use_rslora", false),
            RankPattern = Pattern(json, "rank_pattern", (section, key) => section.Count(key)),
            AlphaPattern = Pattern(json, "alpha_pattern", (section, key) => section.Number(key, 0, positive: false)),
            ModulesToSave = json.Texts("modules_to_save"),
            TrainedTokens = TrainedTokensFile.Read(json),
        };
    }

    public static void Write(LoraOptions options, string? baseModel, string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        writer.WriteStartObject();
        WritePattern(writer, "alpha_pattern", options.AlphaPattern, (key, value) => writer.WriteNumber(key, value));
        writer.WriteNull("auto_mapping");
        writer.WriteString("base_model_name_or_path", baseModel);
        writer.WriteString("bias", "none");
        writer.WriteBoolean("fan_in_fan_out", false);
        writer.WriteBoolean("inference_mode", true);
        writer.WriteBoolean("init_lora_weights", true);
        writer.WriteNull("layers_pattern");
        writer.WriteNull("layers_to_transform");
        writer.WriteNumber("lora_alpha", options.Alpha);
        writer.WriteNumber("lora_dropout", options.Dropout);
        WriteTexts(writer, "modules_to_save", options.ModulesToSave);
        writer.WriteString("peft_type", "LORA");
        writer.WriteNumber("r", options.Rank);
        WritePattern(writer, "rank_pattern", options.RankPattern, (key, value) => writer.WriteNumber(key, value));
        writer.WriteNull("revision");
        if (options.TargetPattern is { } pattern)
            writer.WriteString("target_modules", pattern);
        else if (options.Targets.Contains(LoraOptions.AllLinear))
            writer.WriteString("target_modules", LoraOptions.AllLinear);
        else
            WriteTexts(writer, "target_modules", options.Targets);
        writer.WriteString("task_type", "CAUSAL_LM");
        TrainedTokensFile.Write(writer, options.TrainedTokens);
        writer.WriteBoolean("use_dora", false);
        writer.WriteBoolean("use_rslora", options.RankStabilized);
        writer.WriteEndObject();
    });

    private static void CheckSupported(ConfigurationReader json)
    {
        Refuse("peft_type", json.Text("peft_type") is "LORA");
        Refuse("bias", json.Text("bias") is null or "none");
        Refuse("init_lora_weights", json.Find("init_lora_weights") is not { ValueKind: JsonValueKind.String } start
            || !Array.Exists(ChangesBase, name => start.GetString()!.StartsWith(name, StringComparison.OrdinalIgnoreCase)));
        foreach (var key in Unsupported.Concat(json.Keys.Where(key => !Known.Contains(key))))
            Refuse(key, json.Find(key) is not { } value || IsOff(value));

        void Refuse(string key, bool harmless)
        {
            if (!harmless)
            {
                throw new AttuneException(
                    "ATT4151",
                    $"'{key}' is {json.Find(key)?.GetRawText() ?? "missing"}, which is not supported.",
                    "A setting that were ignored could change the answers. LoRA and rank-stabilised LoRA adapters without biases are.",
                    json.File);
            }
        }
    }

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

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

    private static void WritePattern<T>(
        Utf8JsonWriter writer, string key, IReadOnlyList<KeyValuePair<string, T>> pattern, Action<string, T> write)
    {
        writer.WriteStartObject(key);
        foreach (var (name, value) in pattern)
            write(name, value);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string key, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            writer.WriteNull(key);
            return;
        }

        writer.WriteStartArray(key);
        foreach (var text in texts.Order(StringComparer.Ordinal))
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
