using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Granite: Llama's tensors, with four factors.</summary>
internal static class GgufGranite
{
    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = "granite",
        Models = ["GraniteForCausalLM"],
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors = GgufLlama.Architecture.Tensors,
        Ignored = [GgufDecoderKeys.Factors],
    };

    private static JsonObject Read(GgufFile file)
    {
        var values = new GgufValues(file);
        var json = GgufDecoderKeys.Read(file, "GraniteForCausalLM", "granite");
        json["attention_bias"] = file.Tensors.ContainsKey("blk.0.attn_q.bias");
        json["mlp_bias"] = file.Tensors.ContainsKey("blk.0.ffn_gate.bias");
        json["attention_multiplier"] = values.Real("granite.attention.scale");
        json["embedding_multiplier"] = values.Real("granite.embedding_scale");
        json["residual_multiplier"] = values.Real("granite.residual_scale");
        json["logits_scaling"] = values.Real("granite.logit_scale");
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.Write(writer, "granite", c);
        GgufDecoderKeys.WriteRotary(writer, "granite", c);
        writer.Add("granite.attention.scale", (float)(c.Attention.Scale ?? (1 / Math.Sqrt(c.HeadDimension))));
        writer.Add("granite.embedding_scale", (float)c.Residual.EmbeddingScale);
        writer.Add("granite.residual_scale", (float)c.Residual.BranchScale);
        writer.Add("granite.logit_scale", (float)c.Logits.Divisor);
    }
}
