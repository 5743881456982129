using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Gemma 2 (Gemma team, 2024): norms before and behind attention and feed-forward, soft caps on scores and logits, and a
/// window on every other layer.
/// </summary>
internal static class Gemma2
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(256000, 2304, 9216, 26, 8),
        Tokens = new() { Begin = 2, End = 1, Padding = 0 },
        DefaultKeyValueHeads = 4,
        DefaultHeadDimension = 256,
        DefaultMaxPositions = 8192,
        Activation = "hidden_activation",
        DefaultActivation = Activation.GeluTanh,
        DefaultTied = true,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "gemma2",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, Gemma.Parts(c, source, (layer, number) =>
                Block(layer, c, Llama.Attention(layer.At("self_attn"), c, number, rotation))));
        },
    };

    /// <summary>A layer of Gemma 2 and 3.</summary>
    public static SandwichBlock Block(WeightSource source, ModelConfiguration c, AttentionLayer attention) => new(
        Gemma.Norm(source.At("input_layernorm"), c),
        attention,
        Gemma.Norm(source.At("post_attention_layernorm"), c),
        Gemma.Norm(source.At("pre_feedforward_layernorm"), c),
        new GatedMlp(source.At("mlp"), c),
        Gemma.Norm(source.At("post_feedforward_layernorm"), c));

    /// <summary>A soft cap, where null is none and nothing is the family's own.</summary>
    public static double? Cap(ConfigurationReader json, string key, double? otherwise) =>
        json.Find(key) is not null ? json.Number(key) : json.Has(key) ? null : otherwise;

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        json.Ignore("hidden_act"); // older files name the activation twice; the reference library reads the other one
        var c = Gemma.ReadCommon(json, name, Names);
        var window = json.Has("sliding_window") ? json.Count("sliding_window", 0, least: 0) : 4096;
        var layers = LayerKeys.ReadAlternating(json, c.LayerCount, window, layer => layer % 2 == 0);
        return c with
        {
            Attention = c.Attention with
            {
                Scale = 1 / Math.Sqrt(json.Number("query_pre_attn_scalar", 256)),
                SoftCap = Cap(json, "attn_logit_softcapping", 50),
            },
            Logits = new LogitOptions { SoftCap = Cap(json, "final_logit_softcapping", 30) },
            Layers = layers,
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "gemma2", Names);
        json["attention_bias"] = c.Attention.InputBias;
        json["attn_logit_softcapping"] = c.Attention.SoftCap;
        WriteCommon(json, c);
        return json;
    }

    /// <summary>What Gemma 2 and 3 share.</summary>
    public static void WriteCommon(JsonObject json, ModelConfiguration c)
    {
        var scale = c.Attention.Scale ?? (1 / Math.Sqrt(c.HeadDimension));
        json["query_pre_attn_scalar"] = Math.Round(1 / (scale * scale), 6);
        json["final_logit_softcapping"] = c.Logits.SoftCap;
        json["sliding_window"] = LayerKeys.Window(c);
        LayerKeys.WriteTypes(json, c);
    }
}
