using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Llama (Touvron and others, 2023; grouped-query heads from Llama 2, scaled rotary embedding from Llama 3.1): pre-norm
/// blocks of attention and gated feed-forward, RMSNorm, rotary positions.
/// </summary>
internal static class Llama
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(32000, 4096, 11008, 32, 32),
        Tokens = new() { Begin = 1, End = 2 },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "llama",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Block(layer, c, number, rotation)));
        },
    };

    /// <summary>A layer of Llama, which many families share; what they do otherwise stands in the configuration.</summary>
    public static IBlock Block(WeightSource source, ModelConfiguration c, int layer, Rotation? rotation, IMlp? mlp = null) => new PreNormBlock(
        new RmsNorm(source.At("input_layernorm"), c.HiddenSize, c.NormEpsilon),
        Attention(source.At("self_attn"), c, layer, rotation),
        new RmsNorm(source.At("post_attention_layernorm"), c.HiddenSize, c.NormEpsilon),
        mlp ?? new GatedMlp(source.At("mlp"), c),
        c.Residual.BranchScale);

    public static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation? rotation) =>
        new(c, layer, new SeparateInputs(source, c), Output(source.At("o_proj"), c)) { Rotation = rotation };

    /// <summary>The projection back to the residual stream.</summary>
    public static LinearLayer Output(WeightSource source, ModelConfiguration c) =>
        new(source, c.HeadCount * c.HeadDimension, c.HiddenSize, c.Attention.OutputBias) { Role = LinearRole.AttentionOutput };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var bias = json.Flag("attention_bias", false);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias },
            Mlp = c.Mlp with { Bias = json.Flag("mlp_bias", false) },
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "llama", Names);
        json["attention_bias"] = c.Attention.InputBias;
        json["mlp_bias"] = c.Mlp.Bias;
        return json;
    }
}
