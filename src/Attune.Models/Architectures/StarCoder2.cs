using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>StarCoder2 (Lozhkov and others, 2024): LayerNorm, a plain feed-forward block, biases, grouped-query heads, a window by choice.</summary>
internal static class StarCoder2
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(49152, 3072, 12288, 30, 24),
        Tokens = new() { Begin = 50256, End = 50256 },
        DefaultInitializerRange = 0.018042,
        NormEpsilon = "norm_epsilon",
        DefaultKeyValueHeads = 2,
        DefaultMaxPositions = 4096,
        DefaultEpsilon = 1e-5,
        DefaultActivation = Activation.GeluTanh,
        DefaultTied = true,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "starcoder2",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var model = source.At("model");
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            var embedding = new EmbeddingLayer(model.At("embed_tokens"), c.VocabularySize, c.HiddenSize);
            return new Decoder(c, source, backend, new DecoderParts
            {
                Embedding = embedding,
                Blocks = DecoderParts.Repeat(model.At("layers"), c, (layer, number) => Block(layer, c, number, rotation)),
                Norm = new LayerNorm(model.At("norm"), c.HiddenSize, c.NormEpsilon),
                Head = new HeadLayer(source.At("lm_head"), c, embedding),
            });
        },
    };

    private static PreNormBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) => new(
        new LayerNorm(source.At("input_layernorm"), c.HiddenSize, c.NormEpsilon),
        Llama.Attention(source.At("self_attn"), c, layer, rotation),
        new LayerNorm(source.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon),
        new PlainMlp(
            new LinearLayer(source.At("mlp").At("c_fc"), c.HiddenSize, c.IntermediateSize, c.Mlp.Bias),
            new LinearLayer(source.At("mlp").At("c_proj"), c.IntermediateSize, c.HiddenSize, c.Mlp.Bias) { Role = LinearRole.MlpOutput },
            c.Mlp.Activation));

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        // The published models say everything twice, as their first program spelled it.
        json.Ignore(
            "activation_function", "layer_norm_epsilon", "mlp_type", "norm_type", "scale_attn_weights",
            "attention_softmax_in_fp32", "scale_attention_softmax_in_fp32");
        var bias = json.Flag("use_bias", true);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Mlp = c.Mlp with { Bias = bias },
            Layers = LayerKeys.ReadWindow(json, c.LayerCount),
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "starcoder2", Names);
        json["use_bias"] = c.Mlp.Bias;
        json["sliding_window"] = LayerKeys.Window(c);
        return json;
    }
}
