using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Llama, and what llama.cpp runs as Llama: Mistral and Mixtral without a window.</summary>
internal static class GgufLlama
{
    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = "llama",
        Models = ["LlamaForCausalLM", "MistralForCausalLM", "MixtralForCausalLM"],
        ReadConfiguration = Read,
        WriteConfiguration = (writer, c) =>
        {
            GgufDecoderKeys.RefuseWindows(c);
            GgufDecoderKeys.Write(writer, "llama", c);
            GgufDecoderKeys.WriteRotary(writer, "llama", c);
            if (c.Mixture is { } mixture)
                GgufMixtureKeys.Write(writer, "llama", mixture);
        },
        Tensors =
        [
            new("model.embed_tokens.weight", "token_embd.weight"),
            new("model.layers.{0}.input_layernorm.weight", "blk.{0}.attn_norm.weight"),
            new("model.layers.{0}.self_attn.q_proj.weight", "blk.{0}.attn_q.weight", GgufRowOrder.PairedQueries),
            new("model.layers.{0}.self_attn.q_proj.bias", "blk.{0}.attn_q.bias", GgufRowOrder.PairedQueries),
            new("model.layers.{0}.self_attn.k_proj.weight", "blk.{0}.attn_k.weight", GgufRowOrder.PairedKeys),
            new("model.layers.{0}.self_attn.k_proj.bias", "blk.{0}.attn_k.bias", GgufRowOrder.PairedKeys),
            new("model.layers.{0}.self_attn.v_proj.weight", "blk.{0}.attn_v.weight"),
            new("model.layers.{0}.self_attn.v_proj.bias", "blk.{0}.attn_v.bias"),
            new("model.layers.{0}.self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
            new("model.layers.{0}.self_attn.o_proj.bias", "blk.{0}.attn_output.bias"),
            new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight"),
            new("model.layers.{0}.mlp.gate_proj.weight", "blk.{0}.ffn_gate.weight"),
            new("model.layers.{0}.mlp.gate_proj.bias", "blk.{0}.ffn_gate.bias"),
            new("model.layers.{0}.mlp.up_proj.weight", "blk.{0}.ffn_up.weight"),
            new("model.layers.{0}.mlp.up_proj.bias", "blk.{0}.ffn_up.bias"),
            new("model.layers.{0}.mlp.down_proj.weight", "blk.{0}.ffn_down.weight"),
            new("model.layers.{0}.mlp.down_proj.bias", "blk.{0}.ffn_down.bias"),
            new("model.layers.{0}.block_sparse_moe.gate.weight", GgufMixtureKeys.Router),
            new("model.layers.{0}.block_sparse_moe.experts.{1}.w1.weight", "blk.{0}.ffn_gate_exps.weight"),
            new("model.layers.{0}.block_sparse_moe.experts.{1}.w3.weight", "blk.{0}.ffn_up_exps.weight"),
            new("model.layers.{0}.block_sparse_moe.experts.{1}.w2.weight", "blk.{0}.ffn_down_exps.weight"),
            new("model.norm.weight", "output_norm.weight"),
            new("lm_head.weight", "output.weight"),
        ],
        Ignored = [GgufDecoderKeys.Factors],
    };

    private static JsonObject Read(GgufFile file)
    {
        if (new GgufValues(file).Whole("llama.expert_count") > 0)
            return ReadMixtral(file);
        var json = GgufDecoderKeys.Read(file, "LlamaForCausalLM", "llama");
        json["attention_bias"] = file.Tensors.ContainsKey("blk.0.attn_q.bias");
        json["mlp_bias"] = file.Tensors.ContainsKey("blk.0.ffn_gate.bias");
        return json;
    }

    private static JsonObject ReadMixtral(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "MixtralForCausalLM", "mixtral");
        GgufMixtureKeys.Read(file, json, "num_local_experts");
        return json;
    }
}
