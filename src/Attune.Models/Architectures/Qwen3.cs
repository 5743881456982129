using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Qwen 3 (Yang and others, 2025): Llama's blocks with an RMS norm on every query and key head before rotation.</summary>
internal static class Qwen3
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(151936, 4096, 22016, 32, 32),
        DefaultKeyValueHeads = 32,
        DefaultHeadDimension = 128,
        DefaultMaxPositions = 32768,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "qwen3",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Block(layer, c, number, rotation)));
        },
    };

    private static PreNormBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) => new(
        new RmsNorm(source.At("input_layernorm"), c.HiddenSize, c.NormEpsilon),
        Attention(source.At("self_attn"), c, layer, rotation),
        new RmsNorm(source.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon),
        new GatedMlp(source.At("mlp"), c));

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) =>
        new(c, layer, new SeparateInputs(source, c), Llama.Output(source.At("o_proj"), c))
        {
            QueryNorm = new HeadNorm(new RmsNorm(source.At("q_norm"), c.HeadDimension, c.NormEpsilon), c.HeadDimension),
            KeyNorm = new HeadNorm(new RmsNorm(source.At("k_norm"), c.HeadDimension, c.NormEpsilon), c.HeadDimension),
            Rotation = rotation,
        };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var bias = json.Flag("attention_bias", false);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Layers = LayerKeys.ReadWindows(json, c.LayerCount, Qwen2.WindowsFromLayer(json)),
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "qwen3", Names);
        json["attention_bias"] = c.Attention.InputBias;
        LayerKeys.WriteWindows(json, c);
        return json;
    }
}
