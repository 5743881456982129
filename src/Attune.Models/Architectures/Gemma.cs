using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Gemma (Gemma team, 2024): Llama's blocks with norms whose weights are offsets from 1, a gated GELU, and embeddings times
/// the square root of their width.
/// </summary>
internal static class Gemma
{
    /// <summary>What norms add to their weights, in all Gemmas.</summary>
    public const double NormOffset = 1;

    private static readonly DecoderNames Names = new()
    {
        Sizes = new(256000, 3072, 24576, 28, 16),
        Tokens = new() { Begin = 2, End = 1, Padding = 0 },
        DefaultKeyValueHeads = 16,
        DefaultHeadDimension = 256,
        DefaultMaxPositions = 8192,
        DefaultActivation = Activation.GeluTanh,
        DefaultTied = true,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "gemma",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, Parts(c, source, (layer, number) => new PreNormBlock(
                Norm(layer.At("input_layernorm"), c),
                Llama.Attention(layer.At("self_attn"), c, number, rotation),
                Norm(layer.At("post_attention_layernorm"), c),
                new GatedMlp(layer.At("mlp"), c))));
        },
    };

    /// <summary>What surrounds the blocks of all Gemmas.</summary>
    public static DecoderParts Parts(ModelConfiguration c, WeightSource source, Func<WeightSource, int, IBlock> block) =>
        DecoderParts.LikeLlama(c, source, block, NormOffset, c.Residual.EmbeddingScale);

    public static RmsNorm Norm(WeightSource source, ModelConfiguration c) => new(source, c.HiddenSize, c.NormEpsilon, NormOffset);

    /// <summary>What all Gemmas have beside the shared facts.</summary>
    public static ModelConfiguration ReadCommon(ConfigurationReader json, string name, DecoderNames names)
    {
        var c = DecoderKeys.Read(json, name, names);
        var bias = json.Flag("attention_bias", false);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Residual = new ResidualOptions { EmbeddingScale = (float)Math.Sqrt(c.HiddenSize) },
        };
    }

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        // Older files name the activation twice; the reference library reads this one.
        json.Ignore("hidden_activation");
        return ReadCommon(json, name, Names);
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "gemma", Names);
        json["attention_bias"] = c.Attention.InputBias;
        return json;
    }
}
