namespace Attune.Models;

/// <summary>OLMo 2: norms behind attention and feed-forward, and on all queries and keys of a token.</summary>
internal static class GgufOlmo2
{
    private const string Name = "olmo2", Model = "Olmo2ForCausalLM";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = [Model],
        ReadConfiguration = file => GgufDecoderKeys.Read(file, Model, Name),
        WriteConfiguration = (writer, c) =>
        {
            GgufDecoderKeys.RefuseTied(c);
            GgufDecoderKeys.Write(writer, Name, c);
            GgufDecoderKeys.WriteRotary(writer, Name, c);
        },
        Tensors =
        [
            new("model.embed_tokens.weight", "token_embd.weight"),
            new("model.layers.{0}.self_attn.q_proj.weight", "blk.{0}.attn_q.weight"),
            new("model.layers.{0}.self_attn.k_proj.weight", "blk.{0}.attn_k.weight"),
            new("model.layers.{0}.self_attn.v_proj.weight", "blk.{0}.attn_v.weight"),
            new("model.layers.{0}.self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
            new("model.layers.{0}.self_attn.q_norm.weight", "blk.{0}.attn_q_norm.weight"),
            new("model.layers.{0}.self_attn.k_norm.weight", "blk.{0}.attn_k_norm.weight"),
            new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.post_attention_norm.weight"),
            new("model.layers.{0}.mlp.gate_proj.weight", "blk.{0}.ffn_gate.weight"),
            new("model.layers.{0}.mlp.up_proj.weight", "blk.{0}.ffn_up.weight"),
            new("model.layers.{0}.mlp.down_proj.weight", "blk.{0}.ffn_down.weight"),
            new("model.layers.{0}.post_feedforward_layernorm.weight", "blk.{0}.post_ffw_norm.weight"),
            new("model.norm.weight", "output_norm.weight"),
            new("lm_head.weight", "output.weight"),
        ],
    };
}
