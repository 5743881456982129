using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// GPT-NeoX and Pythia. Files hold the queries of all heads before all keys and values. llama.cpp computes GELU by its tanh formula,
/// the models do not: activations differ by some 1e-3 there.
/// </summary>
internal static class GgufGptNeoX
{
    private const string Name = "gptneox", Layer = "gpt_neox.layers.{0}.";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = ["GPTNeoXForCausalLM"],
        Activation = Activation.Gelu,
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors =
        [
            new("gpt_neox.embed_in.weight", "token_embd.weight"),
            new(Layer + "input_layernorm.weight", "blk.{0}.attn_norm.weight"),
            new(Layer + "input_layernorm.bias", "blk.{0}.attn_norm.bias"),
            new(Layer + "attention.query_key_value.weight", "blk.{0}.attn_qkv.weight", GgufRowOrder.FusedHeads),
            new(Layer + "attention.query_key_value.bias", "blk.{0}.attn_qkv.bias", GgufRowOrder.FusedHeads),
            new(Layer + "attention.dense.weight", "blk.{0}.attn_output.weight"),
            new(Layer + "attention.dense.bias", "blk.{0}.attn_output.bias"),
            new(Layer + "post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight"),
            new(Layer + "post_attention_layernorm.bias", "blk.{0}.ffn_norm.bias"),
            new(Layer + "mlp.dense_h_to_4h.weight", "blk.{0}.ffn_up.weight"),
            new(Layer + "mlp.dense_h_to_4h.bias", "blk.{0}.ffn_up.bias"),
            new(Layer + "mlp.dense_4h_to_h.weight", "blk.{0}.ffn_down.weight"),
            new(Layer + "mlp.dense_4h_to_h.bias", "blk.{0}.ffn_down.bias"),
            new("gpt_neox.final_layer_norm.weight", "output_norm.weight"),
            new("gpt_neox.final_layer_norm.bias", "output_norm.bias"),
            new("embed_out.weight", "output.weight"),
        ],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "GPTNeoXForCausalLM", "gpt_neox");
        json.Remove("head_dim");
        json.Remove("num_key_value_heads");
        GgufDecoderKeys.Rename(json, "rms_norm_eps", "layer_norm_eps");
        GgufDecoderKeys.Rename(json, "rope_theta", "rotary_emb_base");
        json["rotary_pct"] = json["partial_rotary_factor"]?.DeepClone() ?? 1.0;
        json.Remove("partial_rotary_factor");
        json["hidden_act"] = "gelu";
        json["attention_bias"] = file.Tensors.ContainsKey("blk.0.attn_qkv.bias");
        json["use_parallel_residual"] = new GgufValues(file).Flag(Name + ".use_parallel_residual") ?? true;
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.RefuseTied(c);
        if (!c.Attention.InputBias)
            throw GgufDecoderKeys.Cannot("this family without biases");
        GgufDecoderKeys.Write(writer, Name, c, centred: true);
        GgufDecoderKeys.WriteRotary(writer, Name, c);
        writer.Add(Name + ".use_parallel_residual", c.Residual.Parallel);
    }
}
