namespace Attune.Models;

/// <summary>Qwen 2 and 3: Llama's tensors with rows in the model's own order, biases (2) or norms of heads (3).</summary>
internal static class GgufQwen
{
    private static readonly GgufTensorRule[] Shared =
    [
        new("model.embed_tokens.weight", "token_embd.weight"),
        new("model.layers.{0}.input_layernorm.weight", "blk.{0}.attn_norm.weight"),
        new("model.layers.{0}.self_attn.q_proj.weight", "blk.{0}.attn_q.weight"),
        new("model.layers.{0}.self_attn.q_proj.bias", "blk.{0}.attn_q.bias"),
        new("model.layers.{0}.self_attn.k_proj.weight", "blk.{0}.attn_k.weight"),
        new("model.layers.{0}.self_attn.k_proj.bias", "blk.{0}.attn_k.bias"),
        new("model.layers.{0}.self_attn.v_proj.weight", "blk.{0}.attn_v.weight"),
        new("model.layers.{0}.self_attn.v_proj.bias", "blk.{0}.attn_v.bias"),
        new("model.layers.{0}.self_attn.q_norm.weight", "blk.{0}.attn_q_norm.weight"),
        new("model.layers.{0}.self_attn.k_norm.weight", "blk.{0}.attn_k_norm.weight"),
        new("model.layers.{0}.self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
        new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight"),
        new("model.layers.{0}.mlp.gate_proj.weight", "blk.{0}.ffn_gate.weight"),
        new("model.layers.{0}.mlp.up_proj.weight", "blk.{0}.ffn_up.weight"),
        new("model.layers.{0}.mlp.down_proj.weight", "blk.{0}.ffn_down.weight"),
        new("model.norm.weight", "output_norm.weight"),
        new("lm_head.weight", "output.weight"),
    ];

    public static GgufArchitecture Qwen2 { get; } = Of("qwen2", "Qwen2ForCausalLM");

    public static GgufArchitecture Qwen3 { get; } = Of("qwen3", "Qwen3ForCausalLM");

    private static GgufArchitecture Of(string name, string model) => new()
    {
        Name = name,
        Models = [model],
        ReadConfiguration = file => GgufDecoderKeys.Read(file, model, name),
        WriteConfiguration = (writer, c) =>
        {
            GgufDecoderKeys.RefuseWindows(c);
            GgufDecoderKeys.Write(writer, name, c);
            GgufDecoderKeys.WriteRotary(writer, name, c);
        },
        Tensors = Shared,
    };
}
