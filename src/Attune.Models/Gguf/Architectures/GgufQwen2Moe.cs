using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Qwen 1.5 and 2 MoE: Qwen 2 with experts in every layer, and one for all tokens beside them.</summary>
internal static class GgufQwen2Moe
{
    private const string Name = "qwen2moe", Model = "Qwen2MoeForCausalLM";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = [Model],
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors =
        [
            .. GgufQwen.Qwen2.Tensors.Where(rule => !rule.Weight.Contains(".mlp.", StringComparison.Ordinal)),
            new("model.layers.{0}.mlp.gate.weight", GgufMixtureKeys.Router),
            new("model.layers.{0}.mlp.experts.{1}.gate_proj.weight", "blk.{0}.ffn_gate_exps.weight"),
            new("model.layers.{0}.mlp.experts.{1}.up_proj.weight", "blk.{0}.ffn_up_exps.weight"),
            new("model.layers.{0}.mlp.experts.{1}.down_proj.weight", "blk.{0}.ffn_down_exps.weight"),
            new("model.layers.{0}.mlp.shared_expert_gate.weight", "blk.{0}.ffn_gate_inp_shexp.weight", OneRow: true),
            new("model.layers.{0}.mlp.shared_expert.gate_proj.weight", "blk.{0}.ffn_gate_shexp.weight"),
            new("model.layers.{0}.mlp.shared_expert.up_proj.weight", "blk.{0}.ffn_up_shexp.weight"),
            new("model.layers.{0}.mlp.shared_expert.down_proj.weight", "blk.{0}.ffn_down_shexp.weight"),
        ],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, Model, "qwen2_moe");
        json.Remove("head_dim");
        GgufMixtureKeys.Read(file, json, "num_experts");
        json["qkv_bias"] = file.Tensors.ContainsKey("blk.0.attn_q.bias");
        json["norm_topk_prob"] = false;
        json["moe_intermediate_size"] = Rows(file, "expert_feed_forward_length", "blk.0.ffn_gate_exps.weight");
        json["shared_expert_intermediate_size"] = Rows(file, "expert_shared_feed_forward_length", "blk.0.ffn_gate_shexp.weight");
        return json;
    }

    /// <summary>Older files leave sizes to the tensors.</summary>
    private static long Rows(GgufFile file, string key, string tensor)
    {
        var values = new GgufValues(file);
        key = GgufDecoderKeys.Prefix(values) + key;
        return !values.Has(key) && file.Tensors.TryGetValue(tensor, out var found) && found.Dimensions.Count > 1 ? found.Dimensions[^2] : values.Count(key);
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        var mixture = c.Mixture!;
        GgufDecoderKeys.RefuseWindows(c);
        if (Enumerable.Range(0, c.LayerCount).Any(layer => !c.Layer(layer).IsSparse))
            throw GgufDecoderKeys.Cannot("layers without experts in this family");
        if (mixture.NormalizesWeights)
            throw GgufDecoderKeys.Cannot("expert weights that sum to 1 in this family");
        if (!c.Attention.InputBias)
            throw GgufDecoderKeys.Cannot("this family without biases");
        GgufDecoderKeys.Write(writer, Name, c);
        GgufDecoderKeys.WriteRotary(writer, Name, c);
        GgufMixtureKeys.Write(writer, Name, mixture);
        writer.Add(Name + ".expert_feed_forward_length", (uint)mixture.ExpertSize);
        writer.Add(Name + ".expert_shared_feed_forward_length", (uint)(mixture.SharedExpertSize ?? 0));
    }
}
