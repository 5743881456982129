using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Qwen 2 and 2.5 (Yang and others, 2024): Llama's blocks with biases on queries, keys and values, and windows on upper layers by choice.</summary>
internal static class Qwen2
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(151936, 4096, 22016, 32, 32),
        DefaultKeyValueHeads = 32,
        DefaultMaxPositions = 32768,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "qwen2",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Llama.Block(layer, c, number, rotation)));
        },
    };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        return c with
        {
            Attention = c.Attention with { InputBias = true },
            Layers = LayerKeys.ReadWindows(json, c.LayerCount, WindowsFromLayer(json)),
        };
    }

    /// <summary>The rule of Qwen 2 and 3 where the file names no layers: windows begin at a layer, and only if they are switched on.</summary>
    public static Func<int, bool> WindowsFromLayer(ConfigurationReader json)
    {
        var first = json.Count("max_window_layers", 28, least: 0);
        return layer => layer >= first;
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "qwen2", Names);
        LayerKeys.WriteWindows(json, c);
        return json;
    }
}
