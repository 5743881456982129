using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Phi-1, 1.5 and 2 (Gunasekar, Li and others, 2023): attention and feed-forward side by side behind one LayerNorm, biases
/// everywhere, on the head too, and half of each head rotated.
/// </summary>
internal static class Phi
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(51200, 2048, 8192, 24, 32),
        Tokens = new() { Begin = 1, End = 2 },
        NormEpsilon = "layer_norm_eps",
        DefaultEpsilon = 1e-5,
        DefaultActivation = Activation.GeluTanh,
        Rotary = new RotaryNames { DefaultShare = 0.5 },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "phi",
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
                Norm = new LayerNorm(model.At("final_layernorm"), c.HiddenSize, c.NormEpsilon),
                Head = new HeadLayer(source.At("lm_head"), c, embedding, bias: true),
            });
        },
    };

    private static ParallelBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) => new(
        new LayerNorm(source.At("input_layernorm"), c.HiddenSize, c.NormEpsilon),
        Attention(source.At("self_attn"), c, layer, rotation),
        mlpNorm: null,
        new PlainMlp(
            new LinearLayer(source.At("mlp").At("fc1"), c.HiddenSize, c.IntermediateSize, bias: true),
            new LinearLayer(source.At("mlp").At("fc2"), c.IntermediateSize, c.HiddenSize, bias: true) { Role = LinearRole.MlpOutput },
            c.Mlp.Activation));

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) =>
        new(c, layer, new SeparateInputs(source, c), Llama.Output(source.At("dense"), c))
        {
            QueryNorm = c.Attention.NormalizesHeads ? HeadNorm(source.At("q_layernorm"), c) : null,
            KeyNorm = c.Attention.NormalizesHeads ? HeadNorm(source.At("k_layernorm"), c) : null,
            Rotation = rotation,
        };

    private static HeadNorm HeadNorm(WeightSource source, ModelConfiguration c) =>
        new(new LayerNorm(source, c.HeadDimension, c.NormEpsilon), c.HeadDimension);

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        return c with
        {
            Attention = c.Attention with { InputBias = true, OutputBias = true, NormalizesHeads = json.Flag("qk_layernorm", false) },
            Mlp = c.Mlp with { Bias = true },
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "phi", Names);
        json["qk_layernorm"] = c.Attention.NormalizesHeads;
        return json;
    }
}
