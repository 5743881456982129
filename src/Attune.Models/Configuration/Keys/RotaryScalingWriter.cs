using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Writes <c>rope_scaling</c>.</summary>
internal static class RotaryScalingWriter
{
    private static readonly Dictionary<Type, Action<IRotaryScaling, JsonObject>> Writers = new()
    {
        [typeof(LinearScaling)] = (scaling, json) => json["factor"] = ((LinearScaling)scaling).Factor,
        [typeof(DynamicScaling)] = (scaling, json) => json["factor"] = ((DynamicScaling)scaling).Factor,
        [typeof(Llama3Scaling)] = (scaling, json) => Write((Llama3Scaling)scaling, json),
        [typeof(YarnScaling)] = (scaling, json) => Write((YarnScaling)scaling, json),
        [typeof(LongRopeScaling)] = (scaling, json) => Write((LongRopeScaling)scaling, json),
    };

    public static JsonObject Write(IRotaryScaling scaling)
    {
        var json = new JsonObject { ["rope_type"] = scaling.Kind };
        if (!Writers.TryGetValue(scaling.GetType(), out var write))
            throw new ArgumentException($"config.json has no spelling for the rotary scaling '{scaling.Kind}'.", nameof(scaling));
        write(scaling, json);
        return json;
    }

    private static void Write(Llama3Scaling scaling, JsonObject json)
    {
        json["factor"] = scaling.Factor;
        json["low_freq_factor"] = scaling.LowFrequencyFactor;
        json["high_freq_factor"] = scaling.HighFrequencyFactor;
        json["original_max_position_embeddings"] = scaling.OriginalMaxPositions;
    }

    private static void Write(YarnScaling scaling, JsonObject json)
    {
        json["factor"] = scaling.Factor;
        json["original_max_position_embeddings"] = scaling.OriginalMaxPositions;
        json["beta_fast"] = scaling.FastTurns;
        json["beta_slow"] = scaling.SlowTurns;
        json["truncate"] = scaling.Truncates;
        if (scaling.Attention is { } attention)
            json["attention_factor"] = attention;
        if (scaling.Magnitudes is { } weights)
            (json["mscale"], json["mscale_all_dim"]) = (weights.Numerator, weights.Denominator);
    }

    private static void Write(LongRopeScaling scaling, JsonObject json)
    {
        json["short_factor"] = List(scaling.ShortFactors);
        json["long_factor"] = List(scaling.LongFactors);
        json["original_max_position_embeddings"] = scaling.OriginalMaxPositions;
        if (scaling.Factor is { } factor)
            json["factor"] = factor;
        if (scaling.Attention is { } attention)
            json["attention_factor"] = attention;
    }

    private static JsonArray List(IReadOnlyList<double> values) => [.. values.Select(value => (JsonNode)value)];
}
