using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Keys of config.json that tell layers apart: <c>layer_types</c>, <c>sliding_window</c>, <c>use_sliding_window</c>.</summary>
internal static class LayerKeys
{
    private const string Sliding = "sliding_attention", Full = "full_attention";

    /// <summary>Which layers have a window, where a family switches windows on by <c>use_sliding_window</c>.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="layers">How many layers.</param>
    /// <param name="byRule">Whether a layer has one where the file names no layers.</param>
    /// <returns>One entry a layer, or none where no layer has a window.</returns>
    public static IReadOnlyList<LayerOptions> ReadWindows(ConfigurationReader json, int layers, Func<int, bool> byRule)
    {
        var window = json.Count("sliding_window", 0, least: 0);
        var types = Types(json, layers);
        if (!json.Flag("use_sliding_window", false) || window == 0)
        {
            // Without a window, "sliding" layers see everything.
            return [];
        }

        return Make(layers, layer => types is null ? byRule(layer) : types[layer] == Sliding, window);
    }

    /// <summary>A window on every layer, or on none.</summary>
    public static IReadOnlyList<LayerOptions> ReadWindow(ConfigurationReader json, int layers, int otherwise = 0)
    {
        var window = json.Has("sliding_window") ? json.Count("sliding_window", 0, least: 0) : otherwise;
        return window == 0 ? [] : Make(layers, _ => true, window);
    }

    /// <summary>A window on the layers that <c>layer_types</c> or the rule name.</summary>
    public static IReadOnlyList<LayerOptions> ReadAlternating(ConfigurationReader json, int layers, int window, Func<int, bool> byRule)
    {
        var types = Types(json, layers);
        return Make(layers, layer => types is null ? byRule(layer) : types[layer] == Sliding, window);
    }

    public static void WriteWindows(JsonObject json, ModelConfiguration c)
    {
        var window = Window(c);
        json["use_sliding_window"] = window is not null;
        json["sliding_window"] = window;
        WriteTypes(json, c);
    }

    public static void WriteTypes(JsonObject json, ModelConfiguration c) =>
        json["layer_types"] = new JsonArray([.. Enumerable.Range(0, c.LayerCount).Select(layer => (JsonNode)(c.Layer(layer).Window is null ? Full : Sliding))]);

    /// <summary>The window of the layers that have one, or null.</summary>
    public static int? Window(ModelConfiguration c) => c.Layers.Select(layer => layer.Window).FirstOrDefault(window => window is not null);

    private static IReadOnlyList<string>? Types(ConfigurationReader json, int layers)
    {
        if (json.Find("layer_types") is null)
            return null;
        var types = json.Texts("layer_types");
        if (types.Count != layers)
        {
            throw new AttuneException(
                "ATT4103", $"'layer_types' has {types.Count} entries for {layers} layers.", "Correct the file, or download it again.", json.File);
        }

        foreach (var type in types)
        {
            if (type is not (Sliding or Full))
                throw new AttuneException("ATT4105", $"'layer_types' names \"{type}\", which is not supported.", $"Supported: {Full}, {Sliding}.", json.File);
        }

        return types;
    }

    private static List<LayerOptions> Make(int layers, Func<int, bool> slides, int window) =>
        [.. Enumerable.Range(0, layers).Select(layer => slides(layer) ? new LayerOptions { Window = window } : LayerOptions.Default)];
}
