using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Mixtral (Jiang and others, 2024): Mistral with a mixture of experts in every layer, two of them for each token.</summary>
internal static class Mixtral
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(32000, 4096, 14336, 32, 32),
        Tokens = new() { Begin = 1, End = 2 },
        DefaultKeyValueHeads = 8,
        DefaultMaxPositions = 131072,
        DefaultEpsilon = 1e-5,
        Rotary = new RotaryNames { DefaultTheta = 1_000_000 },
    };

    private static readonly GatedMlpNames ExpertNames = new("w1", "w3", "w2");

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "mixtral",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Llama.Block(
                layer, c, number, rotation, new MixtureMlp(layer.At("block_sparse_moe"), c, ExpertNames))));
        },
    };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var windows = LayerKeys.ReadWindow(json, c.LayerCount);
        return c with
        {
            Mixture = MixtureKeys.Read(json, "num_local_experts", (8, 2)) with { ExpertSize = c.IntermediateSize, NormalizesWeights = true },
            Layers = [.. Enumerable.Range(0, c.LayerCount).Select(layer => (windows.Count == 0 ? LayerOptions.Default : windows[layer]) with { IsSparse = true })],
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "mixtral", Names);
        json["sliding_window"] = LayerKeys.Window(c);
        MixtureKeys.Write(json, c.Mixture!, "num_local_experts");
        return json;
    }
}
