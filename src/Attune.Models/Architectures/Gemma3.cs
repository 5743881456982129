using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Gemma 3, text only (Gemma team, 2025): Gemma 2's blocks with norms on every query and key head instead of caps on scores;
/// layers with a window have a rotary embedding of their own.
/// </summary>
internal static class Gemma3
{
    private const double GlobalTheta = 1_000_000, LocalTheta = 10_000;

    private static readonly DecoderNames Names = new()
    {
        Sizes = new(262208, 2304, 9216, 26, 8),
        Tokens = new() { Begin = 2, End = 1, Padding = 0 },
        DefaultKeyValueHeads = 4,
        DefaultHeadDimension = 256,
        DefaultMaxPositions = 131072,
        Activation = "hidden_activation",
        DefaultActivation = Activation.GeluTanh,
        DefaultTied = true,
        Rotary = null,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "gemma3_text",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var global = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            var local = new Rotation(c.LocalRotary ?? c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, Gemma.Parts(c, source, (layer, number) =>
                Gemma2.Block(layer, c, Attention(layer.At("self_attn"), c, number, c.Layer(number).IsLocal ? local : global))));
        },
    };

    private static AttentionLayer Attention(WeightSource source, ModelConfiguration c, int layer, Rotation rotation) =>
        new(c, layer, new SeparateInputs(source, c), Llama.Output(source.At("o_proj"), c))
        {
            QueryNorm = HeadNorm(source.At("q_norm"), c),
            KeyNorm = HeadNorm(source.At("k_norm"), c),
            Rotation = rotation,
        };

    private static HeadNorm HeadNorm(WeightSource source, ModelConfiguration c) =>
        new(new RmsNorm(source, c.HeadDimension, c.NormEpsilon, Gemma.NormOffset), c.HeadDimension);

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        json.Ignore("hidden_act", "attn_logit_softcapping"); // left over from Gemma 1 and 2; nobody reads them
        var c = Gemma.ReadCommon(json, name, Names);
        var pattern = json.Count("sliding_window_pattern", 6);
        var window = json.Has("sliding_window") ? json.Count("sliding_window", 0, least: 0) : 4096;
        var layers = LayerKeys.ReadAlternating(json, c.LayerCount, Math.Max(window, 1), layer => (layer + 1) % pattern != 0);
        var sections = json.Section("rope_parameters");
        var names = RotaryNames.Common with { MaxPositions = Names.DefaultMaxPositions };
        return c with
        {
            Attention = c.Attention with { Scale = 1 / Math.Sqrt(json.Number("query_pre_attn_scalar", 256)) },
            Logits = new LogitOptions { SoftCap = Gemma2.Cap(json, "final_logit_softcapping", null) },
            Layers = [.. layers.Select(layer => layer.Window is null ? layer : new LayerOptions { IsLocal = true, Window = window == 0 ? null : window })],
            Rotary = RotaryKeys.Read(
                json, json.Section("rope_scaling") ?? sections?.Section("full_attention"), names, json.Number("rope_theta", GlobalTheta), 1),
            LocalRotary = RotaryKeys.Read(
                json, sections?.Section("sliding_attention"), names, json.Number("rope_local_base_freq", LocalTheta), 1),
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "gemma3_text", Names);
        var local = c.LocalRotary ?? c.Rotary;
        json["attention_bias"] = c.Attention.InputBias;
        Gemma2.WriteCommon(json, c);
        if (local.Scaling is null)
        {
            RotaryKeys.Write(json, c.Rotary, RotaryNames.Common);
            json["rope_local_base_freq"] = local.Theta;
        }
        else
        {
            // Only transformers 5 can say that local layers are stretched too.
            json["rope_parameters"] = new JsonObject { ["full_attention"] = Section(c.Rotary), ["sliding_attention"] = Section(local) };
        }

        return json;
    }

    private static JsonObject Section(RotaryOptions rotary)
    {
        var json = rotary.Scaling is null ? new JsonObject { ["rope_type"] = "default" } : RotaryScalingWriter.Write(rotary.Scaling);
        json["rope_theta"] = rotary.Theta;
        return json;
    }
}
