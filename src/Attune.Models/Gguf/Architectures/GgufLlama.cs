using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Llama, and what is computed like it.</summary>
internal static class GgufLlama
{
    private const string Factors = "rope_freqs.weight";

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = "llama",
        Models = ["LlamaForCausalLM"],
        ReadConfiguration = Read,
        WriteConfiguration = Write,
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
            new("model.norm.weight", "output_norm.weight"),
            new("lm_head.weight", "output.weight"),
        ],
        Ignored = [Factors],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "LlamaForCausalLM", "llama");
        json["attention_bias"] = file.Tensors.ContainsKey("blk.0.attn_q.bias");
        json["mlp_bias"] = file.Tensors.ContainsKey("blk.0.ffn_gate.bias");
        if (file.Tensors.ContainsKey(Factors))
            json["rope_scaling"] = Llama3Factors.Recognise(file, Factors, json["rope_theta"]!.GetValue<double>(), json["head_dim"]!.GetValue<int>());
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.Write(writer, "llama", c);
        switch (c.Rotary.Scaling)
        {
            case null:
                break;
            case LinearScaling linear:
                writer.Add("llama.rope.scaling.type", "linear").Add("llama.rope.scaling.factor", (float)linear.Factor);
                break;
            case Llama3Scaling llama3:
                var settings = (llama3.Factor, llama3.LowFrequencyFactor, llama3.HighFrequencyFactor, llama3.OriginalMaxPositions);
                var factors = Llama3Factors.Compute(c.Rotary.Theta, c.HeadDimension, settings);
                writer.Add(Factors, BlockFormats.Float32, [factors.Length], stream => stream.Write(MemoryMarshal.AsBytes<float>(factors)));
                break;
            case { } other:
                throw new AttuneException("ATT4124", $"Rotary scaling '{other.Kind}' cannot be written as GGUF.", "Use the model as a Hugging Face folder.");
        }
    }
}
