using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>OLMo 2 (OLMo team, 2025): norms behind attention and feed-forward instead of before them, and on all queries and keys of a token together.</summary>
internal static class Olmo2
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(50304, 4096, 11008, 32, 32),
        Tokens = new() { End = 50279, Padding = 1 },
        DefaultEpsilon = 1e-5,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "olmo2",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Block(layer, c, number, rotation)));
        },
    };

    private static PostNormBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) => new(
        Attention(source.At("self_attn"), c, layer, rotation),
        new RmsNorm(source.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon),
        new GatedMlp(source.At("mlp"), c),
        new RmsNorm(source.At("post_feedforward_layernorm"), c.HiddenSize, c.NormEpsilon));

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) =>
        new(c, layer, new SeparateInputs(source, c), Llama.Output(source.At("o_proj"), c))
        {
            QueryNorm = new RmsNorm(source.At("q_norm"), c.HeadCount * c.HeadDimension, c.NormEpsilon),
            KeyNorm = new RmsNorm(source.At("k_norm"), c.KeyValueHeadCount * c.HeadDimension, c.NormEpsilon),
            Rotation = rotation,
        };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var bias = json.Flag("attention_bias", false);
        return c with { Attention = c.Attention with { InputBias = bias, OutputBias = bias } };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "olmo2", Names);
        json["attention_bias"] = c.Attention.InputBias;
        return json;
    }
}
