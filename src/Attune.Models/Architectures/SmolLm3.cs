using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>SmolLM3 (Hugging Face, 2025): Llama's blocks, of which every fourth does not rotate.</summary>
internal static class SmolLm3
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(128256, 2048, 11008, 36, 16),
        Tokens = new() { Begin = 128000, End = 128001, Padding = 128004 },
        DefaultKeyValueHeads = 4,
        DefaultMaxPositions = 32768,
        DefaultTied = true,
        Rotary = new RotaryNames { DefaultTheta = 2_000_000 },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "smollm3",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(
                c, source, (layer, number) => Llama.Block(layer, c, number, c.Layer(number).Rotates ? rotation : null)));
        },
    };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        json.Ignore("max_window_layers"); // left over from Qwen; nobody reads it
        var bias = json.Flag("attention_bias", false);
        var rotates = Rotating(json, c.LayerCount);
        var windows = LayerKeys.ReadWindows(json, c.LayerCount, layer => !rotates[layer]);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Mlp = c.Mlp with { Bias = json.Flag("mlp_bias", false) },
            Layers = [.. Enumerable.Range(0, c.LayerCount).Select(layer => new LayerOptions
            {
                Rotates = rotates[layer],
                Window = windows.Count == 0 ? null : windows[layer].Window,
            })],
        };
    }

    /// <summary>In spite of its name, <c>no_rope_layers</c> has 1 for layers that rotate.</summary>
    private static bool[] Rotating(ConfigurationReader json, int layers)
    {
        var interval = json.Count("no_rope_layer_interval", 4);
        if (json.Numbers("no_rope_layers") is not { } flags)
            return [.. Enumerable.Range(1, layers).Select(number => number % interval != 0)];
        return flags.Count == layers
            ? [.. flags.Select(flag => flag != 0)]
            : throw new AttuneException(
                "ATT4103", $"'no_rope_layers' has {flags.Count} entries for {layers} layers.", "Correct the file, or download it again.", json.File);
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "smollm3", Names);
        json["attention_bias"] = c.Attention.InputBias;
        json["mlp_bias"] = c.Mlp.Bias;
        json["no_rope_layers"] = new JsonArray([.. Enumerable.Range(0, c.LayerCount).Select(layer => (JsonNode)(c.Layer(layer).Rotates ? 1 : 0))]);
        LayerKeys.WriteWindows(json, c);
        return json;
    }
}
