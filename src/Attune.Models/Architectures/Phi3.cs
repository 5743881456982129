using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Phi-3 (Abdin and others, 2024): Llama's blocks with queries, keys and values in one matrix, gate and up in another.</summary>
internal static class Phi3
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(32064, 3072, 8192, 32, 32),
        Tokens = new() { Begin = 1, End = 32000, Padding = 32000 },
        DefaultMaxPositions = 4096,
        DefaultEpsilon = 1e-5,
        Rotary = new RotaryNames
        {
            DefaultShare = 1,
            OriginalPositions = 4096,
            Aliases = new Dictionary<string, string> { ["su"] = "longrope", ["yarn"] = "longrope" },
        },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "phi3",
        RotatesOddCounts = true,
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => new PreNormBlock(
                new RmsNorm(layer.At("input_layernorm"), c.HiddenSize, c.NormEpsilon),
                Attention(layer.At("self_attn"), c, number, rotation),
                new RmsNorm(layer.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon),
                new FusedGatedMlp(layer.At("mlp"), c))));
        },
    };

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation)
    {
        var width = (c.HeadCount + (2 * c.KeyValueHeadCount)) * c.HeadDimension;
        var inputs = new LinearLayer(source.At("qkv_proj"), c.HiddenSize, width, bias: false);
        return new AttentionLayer(c, layer, FusedInputs.OneAfterTheOther(inputs, c), Llama.Output(source.At("o_proj"), c)) { Rotation = rotation };
    }

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        return c with { Layers = LayerKeys.ReadWindow(json, c.LayerCount) };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "phi3", Names);
        json["sliding_window"] = LayerKeys.Window(c);
        json["original_max_position_embeddings"] = c.Rotary.Scaling is LongRopeScaling { OriginalMaxPositions: var original } ? original : c.MaxPositions;
        return json;
    }
}
