using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>The keys that files of mixtures of experts share.</summary>
internal static class GgufMixtureKeys
{
    /// <summary>The tensor that says where tokens go.</summary>
    public const string Router = "blk.{0}.ffn_gate_inp.weight";

    /// <param name="writer">Where to.</param>
    /// <param name="name">The architecture's name in files.</param>
    /// <param name="mixture">The mixture.</param>
    public static void Write(GgufWriter writer, string name, MixtureOptions mixture) => writer
        .Add(name + ".expert_count", (uint)mixture.Experts)
        .Add(name + ".expert_used_count", (uint)mixture.ExpertsPerToken);

    /// <param name="file">The file.</param>
    /// <param name="json">What config.json would say.</param>
    /// <param name="experts">The family's key of their number.</param>
    public static void Read(GgufFile file, JsonObject json, string experts)
    {
        var values = new GgufValues(file);
        var prefix = GgufDecoderKeys.Prefix(values);
        json[experts] = values.Count(prefix + "expert_count");
        json["num_experts_per_tok"] = values.Count(prefix + "expert_used_count");
    }
}
