using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Qwen 1.5 and 2 MoE (Qwen team, 2024): Qwen 2 whose feed-forward blocks are mixtures of small experts and one expert for every
/// token; some layers may stay dense.
/// </summary>
internal static class Qwen2Moe
{
    private static readonly DecoderNames Names = new()
    {
        Sizes = new(151936, 2048, 5632, 24, 16),
        DefaultKeyValueHeads = 16,
        DefaultMaxPositions = 32768,
    };

    public static Architecture Architecture { get; } = new()
    {
        ModelType = "qwen2_moe",
        Read = Read,
        Write = Write,
        Build = (c, source, backend) =>
        {
            var rotation = new Rotation(c.Rotary, c.HeadDimension, c.MaxPositions);
            return new Decoder(c, source, backend, DecoderParts.LikeLlama(c, source, (layer, number) => Llama.Block(
                layer, c, number, rotation, c.Layer(number).IsSparse ? new MixtureMlp(layer.At("mlp"), c, GatedMlpNames.Common) : null)));
        },
    };

    private static ModelConfiguration Read(ConfigurationReader json, string name)
    {
        var c = DecoderKeys.Read(json, name, Names);
        var dense = (json.Numbers("mlp_only_layers") ?? []).Select(layer => (int)layer).ToHashSet();
        var step = json.Count("decoder_sparse_step", 1);
        var last = json.Count("max_window_layers", 28, least: 0);
        var windows = LayerKeys.ReadWindows(json, c.LayerCount, layer => layer % 2 == 0 && layer < last);
        return c with
        {
            Attention = c.Attention with { InputBias = json.Flag("qkv_bias", true) },
            Mixture = MixtureKeys.Read(json, "num_experts", (60, 4)) with
            {
                ExpertSize = json.Count("moe_intermediate_size", 1408),
                SharedExpertSize = json.Count("shared_expert_intermediate_size", 5632),
                NormalizesWeights = json.Flag("norm_topk_prob", false),
            },
            Layers = [.. Enumerable.Range(0, c.LayerCount).Select(layer => new LayerOptions
            {
                IsSparse = !dense.Contains(layer) && (layer + 1) % step == 0,
                Window = windows.Count == 0 ? null : windows[layer].Window,
            })],
        };
    }

    private static JsonObject Write(ModelConfiguration c)
    {
        var json = DecoderKeys.Write(c, "qwen2_moe", Names);
        var mixture = c.Mixture!;
        MixtureKeys.Write(json, mixture, "num_experts");
        json["qkv_bias"] = c.Attention.InputBias;
        json["moe_intermediate_size"] = mixture.ExpertSize;
        json["shared_expert_intermediate_size"] = mixture.SharedExpertSize;
        json["norm_topk_prob"] = mixture.NormalizesWeights;
        json["decoder_sparse_step"] = 1;
        json["mlp_only_layers"] = new JsonArray(
            [.. Enumerable.Range(0, c.LayerCount).Where(layer => !c.Layer(layer).IsSparse).Select(layer => (JsonNode)layer)]);
        LayerKeys.WriteWindows(json, c);
        return json;
    }
}
