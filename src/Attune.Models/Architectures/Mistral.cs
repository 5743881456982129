using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Mistral (Jiang and others, 2023): Llama's blocks, whose queries see a window of the last tokens.</summary>
internal static class Mistral
{
    private const int DefaultWindow = 4096;

    private static readonly DecoderNames Names = new()
    {
        Sizes = new(32000, 4096, 14336, 32, 32),
        Tokens = new() { Begin = 1, End = 2 },
        DefaultKeyValueHeads = 8,
        DefaultMaxPositions = 131072,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "mistral",
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
        return c with { Layers = LayerKeys.ReadWindow(json, c.LayerCount, DefaultWindow) };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "mistral", Names);
        json["sliding_window"] = LayerKeys.Window(c);
        return json;
    }
}
