using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Phi-1, 1.5 and 2.</summary>
internal static class GgufPhi
{
    private const string Name = "phi2", Layer = "model.layers.{0}.";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = ["PhiForCausalLM"],
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
            new(Layer + "self_attn.dense.weight", "blk.{0}.attn_output.weight"),
            new(Layer + "self_attn.dense.bias", "blk.{0}.attn_output.bias"),
            new(Layer + "mlp.fc1.weight", "blk.{0}.ffn_up.weight"),
            new(Layer + "mlp.fc1.bias", "blk.{0}.ffn_up.bias"),
            new(Layer + "mlp.fc2.weight", "blk.{0}.ffn_down.weight"),
            new(Layer + "mlp.fc2.bias", "blk.{0}.ffn_down.bias"),
            new("model.final_layernorm.weight", "output_norm.weight"),
            new("model.final_layernorm.bias", "output_norm.bias"),
            new("lm_head.weight", "output.weight"),
            new("lm_head.bias", "output.bias"),
        ],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "PhiForCausalLM", "phi");
        GgufDecoderKeys.Rename(json, "rms_norm_eps", "layer_norm_eps");
        json["partial_rotary_factor"] = json["partial_rotary_factor"]?.DeepClone() ?? 1.0;
        json["hidden_act"] = "gelu_new";
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.RefuseTied(c);
        if (c.Attention.NormalizesHeads)
            throw GgufDecoderKeys.Cannot("normalised heads in this family");
        GgufDecoderKeys.Write(writer, Name, c, centred: true);
        GgufDecoderKeys.WriteRotary(writer, Name, c);
    }
}
