using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>StarCoder2 with biases and without a window, as llama.cpp has it.</summary>
internal static class GgufStarCoder2
{
    private const string Name = "starcoder2", Layer = "model.layers.{0}.";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = ["Starcoder2ForCausalLM"],
        Activation = Activation.GeluTanh,
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors =
        [
            new("model.embed_tokens.weight", "token_embd.weight"),
            new(Layer + "input_layernorm.weight", "blk.{0}.attn_norm.weight"),
            new(Layer + "input_layernorm.bias", "blk.{0}.attn_norm.bias"),
            new(Layer + "self_attn.q_proj.weight", "blk.{0}.attn_q.weight"),
            new(Layer + "self_attn.q_proj.bias", "blk.{0}.attn_q.bias"),
            new(Layer + "self_attn.k_proj.weight", "blk.{0}.attn_k.weight"),
            new(Layer + "self_attn.k_proj.bias", "blk.{0}.attn_k.bias"),
            new(Layer + "self_attn.v_proj.weight", "blk.{0}.attn_v.weight"),
            new(Layer + "self_attn.v_proj.bias", "blk.{0}.attn_v.bias"),
            new(Layer + "self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
            new(Layer + "self_attn.o_proj.bias", "blk.{0}.attn_output.bias"),
            new(Layer + "post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight"),
            new(Layer + "post_attention_layernorm.bias", "blk.{0}.ffn_norm.bias"),
            new(Layer + "mlp.c_fc.weight", "blk.{0}.ffn_up.weight"),
            new(Layer + "mlp.c_fc.bias", "blk.{0}.ffn_up.bias"),
            new(Layer + "mlp.c_proj.weight", "blk.{0}.ffn_down.weight"),
            new(Layer + "mlp.c_proj.bias", "blk.{0}.ffn_down.bias"),
            new("model.norm.weight", "output_norm.weight"),
            new("model.norm.bias", "output_norm.bias"),
            new("lm_head.weight", "output.weight"),
        ],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "Starcoder2ForCausalLM", Name);
        GgufDecoderKeys.Rename(json, "rms_norm_eps", "norm_epsilon");
        json["hidden_act"] = "gelu_pytorch_tanh";
        json["use_bias"] = file.Tensors.ContainsKey("blk.0.attn_q.bias");
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.RefuseWindows(c);
        if (!c.Mlp.Bias)
            throw GgufDecoderKeys.Cannot("this family without biases");
        GgufDecoderKeys.Write(writer, Name, c, centred: true);
        GgufDecoderKeys.WriteRotary(writer, Name, c);
    }
}
