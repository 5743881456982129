using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Granite (IBM, 2024): Llama's blocks with factors on embeddings, scores, what blocks add, and logits.</summary>
internal static class Granite
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(32000, 4096, 11008, 32, 32),
        Tokens = new() { Begin = 1, End = 2 },
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "granite",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            var parts = DecoderParts.LikeLlama(
                c, source, (layer, number) => Llama.Block(layer, c, number, rotation), embeddingScale: c.Residual.EmbeddingScale);
            return new Decoder(c, source, backend, parts);
        },
    };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var bias = json.Flag("attention_bias", false);
        return c with
        {
            Attention = c.Attention with { InputBias = bias, OutputBias = bias, Scale = json.Number("attention_multiplier", 1) },
            Mlp = c.Mlp with { Bias = json.Flag("mlp_bias", false) },
            Residual = new ResidualOptions
            {
                EmbeddingScale = json.Number("embedding_multiplier", 1),
                BranchScale = json.Number("residual_multiplier", 1),
            },
            Logits = new LogitOptions { Divisor = json.Number("logits_scaling", 1) },
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "granite", Names);
        json["attention_bias"] = c.Attention.InputBias;
        json["mlp_bias"] = c.Mlp.Bias;
        json["attention_multiplier"] = c.Attention.Scale;
        json["embedding_multiplier"] = c.Residual.EmbeddingScale;
        json["residual_multiplier"] = c.Residual.BranchScale;
        json["logits_scaling"] = c.Logits.Divisor;
        return json;
    }
}
