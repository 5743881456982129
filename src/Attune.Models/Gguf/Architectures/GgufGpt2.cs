using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>GPT-2: learned positions, and matrices that Hugging Face's files hold the other way round.</summary>
internal static class GgufGpt2
{
    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = "gpt2",
        Models = ["GPT2LMHeadModel"],
        Activation = Activation.GeluTanh,
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors =
        [
            new("transformer.wte.weight", "token_embd.weight"),
            new("transformer.wpe.weight", "position_embd.weight"),
            new("transformer.h.{0}.ln_1.weight", "blk.{0}.attn_norm.weight"),
            new("transformer.h.{0}.ln_1.bias", "blk.{0}.attn_norm.bias"),
            new("transformer.h.{0}.attn.c_attn.weight", "blk.{0}.attn_qkv.weight", Transposed: true),
            new("transformer.h.{0}.attn.c_attn.bias", "blk.{0}.attn_qkv.bias"),
            new("transformer.h.{0}.attn.c_proj.weight", "blk.{0}.attn_output.weight", Transposed: true),
            new("transformer.h.{0}.attn.c_proj.bias", "blk.{0}.attn_output.bias"),
            new("transformer.h.{0}.ln_2.weight", "blk.{0}.ffn_norm.weight"),
            new("transformer.h.{0}.ln_2.bias", "blk.{0}.ffn_norm.bias"),
            new("transformer.h.{0}.mlp.c_fc.weight", "blk.{0}.ffn_up.weight", Transposed: true),
            new("transformer.h.{0}.mlp.c_fc.bias", "blk.{0}.ffn_up.bias"),
            new("transformer.h.{0}.mlp.c_proj.weight", "blk.{0}.ffn_down.weight", Transposed: true),
            new("transformer.h.{0}.mlp.c_proj.bias", "blk.{0}.ffn_down.bias"),
            new("transformer.ln_f.weight", "output_norm.weight"),
            new("transformer.ln_f.bias", "output_norm.bias"),
            new("lm_head.weight", "output.weight"),
        ],
    };

    private static JsonObject Read(GgufFile file)
    {
        var common = GgufDecoderKeys.Read(file, "GPT2LMHeadModel", "gpt2");
        var json = new JsonObject
        {
            ["n_embd"] = common["hidden_size"]!.DeepClone(),
            ["n_inner"] = common["intermediate_size"]!.DeepClone(),
            ["n_layer"] = common["num_hidden_layers"]!.DeepClone(),
            ["n_head"] = common["num_attention_heads"]!.DeepClone(),
            ["n_positions"] = common["max_position_embeddings"]!.DeepClone(),
            ["layer_norm_epsilon"] = common["rms_norm_eps"]?.DeepClone(),
            ["activation_function"] = "gelu_new",
        };
        foreach (var key in (string[])["architectures", "model_type", "vocab_size", "tie_word_embeddings", "bos_token_id", "eos_token_id", "pad_token_id", "torch_dtype"])
            json[key] = common[key]?.DeepClone();
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        if (c.Attention.Scale is not null || c.Attention.DividesByLayer)
            throw GgufDecoderKeys.Cannot("GPT-2 with scores that are scaled otherwise");
        GgufDecoderKeys.Write(writer, "gpt2", c, centred: true);
    }
}
