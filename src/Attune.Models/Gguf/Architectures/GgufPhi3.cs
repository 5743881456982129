namespace Attune.Models;

/// <summary>Phi-3: queries, keys and values in one matrix, gate and up in another.</summary>
internal static class GgufPhi3
{
    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = "phi3",
        Models = ["Phi3ForCausalLM"],
        ReadConfiguration = file => GgufDecoderKeys.Read(file, "Phi3ForCausalLM", "phi3"),
        WriteConfiguration = (writer, c) =>
        {
            GgufDecoderKeys.RefuseWindows(c);
            GgufDecoderKeys.Write(writer, "phi3", c);
            GgufDecoderKeys.WriteRotary(writer, "phi3", c);
            writer.Add("phi3.rope.scaling.original_context_length", (uint)c.MaxPositions).Add("phi3.attention.sliding_window", 0u);
        },
        Tensors =
        [
            new("model.embed_tokens.weight", "token_embd.weight"),
            new("model.layers.{0}.input_layernorm.weight", "blk.{0}.attn_norm.weight"),
            new("model.layers.{0}.self_attn.qkv_proj.weight", "blk.{0}.attn_qkv.weight"),
            new("model.layers.{0}.self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
            new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight"),
            new("model.layers.{0}.mlp.gate_up_proj.weight", "blk.{0}.ffn_up.weight"),
            new("model.layers.{0}.mlp.down_proj.weight", "blk.{0}.ffn_down.weight"),
            new("model.norm.weight", "output_norm.weight"),
            new("lm_head.weight", "output.weight"),
        ],
    };
}
