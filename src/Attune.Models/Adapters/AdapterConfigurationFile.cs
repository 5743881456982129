using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Reads and writes PEFT's <c>adapter_config.json</c>: the keys common to all methods here, the others by the method. Written
/// are the keys that every PEFT version knows (older ones refuse a key they do not know), and younger ones where they are
/// used, sorted, with two spaces.
/// </summary>
internal static class AdapterConfigurationFile
{
    public const string FileName = "adapter_config.json";

    /// <summary>Keys of every method that do not change what a trained adapter computes.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "auto_mapping", "base_model_name_or_path", "inference_mode", "peft_type", "peft_version", "revision", "runtime_config", "task_type",
    };

    /// <exception cref="AttuneException">ATT4150: not readable. ATT4151: a method or a setting that nothing here implements.</exception>
    public static (AdapterMethod Method, IAdapterOptions Options) Read(string path)
    {
        using var document = JsonFile.Read(path, "ATT4150");
        var json = ConfigurationReader.Root(document, path, "ATT4150");
        if (json.Text("peft_type") is not { } type || AdapterMethods.Find(type) is not { } method)
            throw Unsupported(json, "peft_type", $"Supported are {string.Join(", ", AdapterMethods.Names)}.");
        foreach (var key in json.Keys.Where(key => !Common.Contains(key) && !method.Keys.Contains(key)))
        {
            if (!IsOff(json, key))
                throw Unsupported(json, key);
        }

        return (method, method.Read(json));
    }

    /// <param name="options">The settings.</param>
    /// <param name="model">The base.</param>
    /// <param name="baseModel">What the adapter is for, or null.</param>
    /// <param name="path">The file.</param>
    public static void Write(IAdapterOptions options, IAdaptableModel model, string? baseModel, string path)
    {
        var keys = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal)
        {
            ["auto_mapping"] = null,
            ["base_model_name_or_path"] = baseModel,
            ["inference_mode"] = true,
            ["peft_type"] = options.PeftType,
            ["revision"] = null,
            ["task_type"] = model.TaskType,
        };
        foreach (var (key, value) in AdapterMethods.Of(options).Write(options, model))
            keys.Add(key, value);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
            {
                Indented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            });
            new JsonObject(keys).WriteTo(writer);
        });
    }

    /// <summary>A list as PEFT writes it: sorted, or null where there is nothing.</summary>
    public static JsonNode? List(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? null : new JsonArray([.. texts.Order(StringComparer.Ordinal).Select(text => (JsonNode)text)]);

    /// <summary>Whether a key is absent or switched off.</summary>
    public static bool IsOff(ConfigurationReader json, string key) => json.Find(key) is not { } value || value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>The error for a setting that nothing here implements.</summary>
    public static AttuneException Unsupported(ConfigurationReader json, string key, string remedy = "A setting that were ignored could change the answers.") => new(
        "ATT4151", $"'{key}' is {json.Find(key)?.GetRawText() ?? "missing"}, which is not supported.", remedy, json.File);
}
