using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>SmolLM3: Llama's tensors; every fourth layer does not rotate, which llama.cpp knows by the name.</summary>
internal static class GgufSmolLm3
{
    private const string Name = "smollm3";
    private const int Period = 4;

    public static GgufArchitecture Architecture { get; } = new()
    {
        Name = Name,
        Models = ["SmolLM3ForCausalLM"],
        ReadConfiguration = Read,
        WriteConfiguration = Write,
        Tensors = [.. GgufLlama.Architecture.Tensors.Where(rule => !rule.Weight.EndsWith(".bias", StringComparison.Ordinal))],
        Ignored = [GgufDecoderKeys.Factors],
    };

    private static JsonObject Read(GgufFile file)
    {
        var json = GgufDecoderKeys.Read(file, "SmolLM3ForCausalLM", Name);
        json["no_rope_layer_interval"] = Period;
        return json;
    }

    private static void Write(GgufWriter writer, ModelConfiguration c)
    {
        GgufDecoderKeys.RefuseWindows(c);
        if (Enumerable.Range(0, c.LayerCount).Any(layer => c.Layer(layer).Rotates != ((layer + 1) % Period != 0)))
            throw GgufDecoderKeys.Cannot($"rotation in other layers than all but each {Period}th");
        GgufDecoderKeys.Write(writer, Name, c);
        GgufDecoderKeys.WriteRotary(writer, Name, c);
    }
}
