using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Gemma 1, 2 and 3. Files hold norm weights with the one that the model adds to them. llama.cpp knows by the family's name which layers
/// have windows and what local layers rotate by; other models are refused.
/// </summary>
internal static class GgufGemma
{
    private static readonly GgufTensorRule[] Shared =
    [
        new("model.embed_tokens.weight", "token_embd.weight"),
        new("model.layers.{0}.input_layernorm.weight", "blk.{0}.attn_norm.weight", Added: 1),
        new("model.layers.{0}.self_attn.q_proj.weight", "blk.{0}.attn_q.weight"),
        new("model.layers.{0}.self_attn.k_proj.weight", "blk.{0}.attn_k.weight"),
        new("model.layers.{0}.self_attn.v_proj.weight", "blk.{0}.attn_v.weight"),
        new("model.layers.{0}.self_attn.q_norm.weight", "blk.{0}.attn_q_norm.weight", Added: 1),
        new("model.layers.{0}.self_attn.k_norm.weight", "blk.{0}.attn_k_norm.weight", Added: 1),
        new("model.layers.{0}.self_attn.o_proj.weight", "blk.{0}.attn_output.weight"),
        new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.post_attention_norm.weight", Added: 1),
        new("model.layers.{0}.pre_feedforward_layernorm.weight", "blk.{0}.ffn_norm.weight", Added: 1),
        new("model.layers.{0}.mlp.gate_proj.weight", "blk.{0}.ffn_gate.weight"),
        new("model.layers.{0}.mlp.up_proj.weight", "blk.{0}.ffn_up.weight"),
        new("model.layers.{0}.mlp.down_proj.weight", "blk.{0}.ffn_down.weight"),
        new("model.layers.{0}.post_feedforward_layernorm.weight", "blk.{0}.post_ffw_norm.weight", Added: 1),
        new("model.norm.weight", "output_norm.weight", Added: 1),
    ];

    public static GgufArchitecture Gemma { get; } = new()
    {
        Name = "gemma",
        Models = ["GemmaForCausalLM"],
        Activation = Activation.GeluTanh,
        ReadConfiguration = ReadGemma,
        WriteConfiguration = (writer, c) =>
        {
            RefuseUntied(c);
            GgufDecoderKeys.Write(writer, "gemma", c);
            GgufDecoderKeys.WriteRotary(writer, "gemma", c);
        },
        Tensors =
        [
            .. Shared.Where(rule => !rule.Weight.Contains("feedforward", StringComparison.Ordinal) && !rule.Weight.Contains("post_attention", StringComparison.Ordinal)),
            new("model.layers.{0}.post_attention_layernorm.weight", "blk.{0}.ffn_norm.weight", Added: 1),
        ],
    };

    public static GgufArchitecture Gemma2 { get; } = new()
    {
        Name = "gemma2",
        Models = ["Gemma2ForCausalLM"],
        Activation = Activation.GeluTanh,
        ReadConfiguration = file => Read(file, "Gemma2ForCausalLM", "gemma2", period: 2),
        WriteConfiguration = WriteGemma2,
        Tensors = Shared,
    };

    public static GgufArchitecture Gemma3 { get; } = new()
    {
        Name = "gemma3",
        Models = ["Gemma3ForCausalLM"],
        Activation = Activation.GeluTanh,
        ReadConfiguration = file => Read(file, "Gemma3ForCausalLM", "gemma3_text", period: 6),
        WriteConfiguration = WriteGemma3,
        Tensors = Shared,
    };

    private static JsonObject ReadGemma(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "GemmaForCausalLM", "gemma");
        json["tie_word_embeddings"] = true;
        json["hidden_act"] = "gelu_pytorch_tanh";
        return json;
    }

    private static void RefuseUntied(ModelConfiguration c)
    {
        if (!c.TieWordEmbeddings)
            throw GgufDecoderKeys.Cannot("a head of its own in this family");
    }

    private static JsonObject Read(GgufFile file, string model, string type, int period)
    {
        var values = new GgufValues(file);
        var prefix = GgufDecoderKeys.Prefix(values);
        var json = GgufDecoderKeys.Read(file, model, type);
        json["tie_word_embeddings"] = true;
        json["hidden_activation"] = "gelu_pytorch_tanh";
        json["query_pre_attn_scalar"] = json["head_dim"]!.GetValue<int>();
        json["sliding_window"] = values.Count(prefix + "attention.sliding_window");
        json["layer_types"] = new JsonArray([.. Enumerable.Range(0, json["num_hidden_layers"]!.GetValue<int>())
            .Select(layer => (JsonNode)(IsLocal(layer, period) ? "sliding_attention" : "full_attention"))]);
        json["final_logit_softcapping"] = values.Real(prefix + "final_logit_softcapping");
        if (period == 2)
            json["attn_logit_softcapping"] = values.Real(prefix + "attn_logit_softcapping");
        else
            json["rope_local_base_freq"] = values.Real(prefix + "rope.freq_base_swa") ?? 10000;
        return json;
    }

    private static void WriteGemma2(GgufWriter writer, ModelConfiguration c)
    {
        Write(writer, "gemma2", c, period: 2);
        if (c.Attention.SoftCap is not { } scores || c.Logits.SoftCap is not { } logits)
            throw GgufDecoderKeys.Cannot("Gemma 2 without soft caps");
        writer.Add("gemma2.attn_logit_softcapping", (float)scores).Add("gemma2.final_logit_softcapping", (float)logits);
    }

    private static void WriteGemma3(GgufWriter writer, ModelConfiguration c)
    {
        Write(writer, "gemma3", c, period: 6);
        if (c.LocalRotary is { Theta: not 10000 } or { Scaling: not null } || c.Logits.SoftCap is not null)
            throw GgufDecoderKeys.Cannot("another rotary embedding of local layers, or a soft cap, in Gemma 3");
    }

    private static void Write(GgufWriter writer, string name, ModelConfiguration c, int period)
    {
        var scale = c.Attention.Scale ?? (1 / Math.Sqrt(c.HeadDimension));
        if (Math.Abs((scale * scale * c.HeadDimension) - 1) > 1e-6)
            throw GgufDecoderKeys.Cannot("scores scaled by another number than the head's size");
        var windows = c.Layers.Select(layer => layer.Window).OfType<int>().Distinct().ToList();
        if (windows.Count != 1 || Enumerable.Range(0, c.LayerCount).Any(layer => c.Layer(layer).Window.HasValue != IsLocal(layer, period)))
            throw GgufDecoderKeys.Cannot($"windows on other layers than all but each {period}th");
        RefuseUntied(c);
        GgufDecoderKeys.Write(writer, name, c);
        GgufDecoderKeys.WriteRotary(writer, name, c);
        writer.Add(name + ".attention.sliding_window", (uint)windows[0]);
    }

    private static bool IsLocal(int layer, int period) => layer % period < period - 1;
}
