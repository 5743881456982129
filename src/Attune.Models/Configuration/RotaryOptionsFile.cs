using System.Text.Json;

namespace Attune.Models;

/// <summary>The rotary part of config.json, in both spellings.</summary>
internal static class RotaryOptionsFile
{
    public static RotaryOptions Read(ConfigurationReader json)
    {
        // transformers 5 has all in "rope_parameters"; transformers 4 has "rope_theta" beside "rope_scaling".
        var section = json.Section("rope_parameters") ?? json.Section("rope_scaling");
        var theta = json.Number("rope_theta", 10000);
        if (section is not { } rotary)
            return new RotaryOptions { Theta = theta };
        theta = rotary.Number("rope_theta", theta);
        if (rotary.Find("partial_rotary_factor") is { } partial && (partial.ValueKind != JsonValueKind.Number || partial.GetDouble() != 1))
            throw Unsupported(json, $"'partial_rotary_factor' is {partial.GetRawText()}");

        switch (rotary.Text("rope_type") ?? rotary.Text("type") ?? "default")
        {
            case "default":
                return new RotaryOptions { Theta = theta };
            case "linear":
                return new RotaryOptions { Kind = RotaryKind.Linear, Theta = theta, Factor = rotary.Number("factor", 1) };
            case "llama3":
                var options = new RotaryOptions
                {
                    Kind = RotaryKind.Llama3,
                    Theta = theta,
                    Factor = rotary.Number("factor", 1),
                    LowFrequencyFactor = rotary.Number("low_freq_factor", 1),
                    HighFrequencyFactor = rotary.Number("high_freq_factor", 4),
                    OriginalMaxPositions = rotary.Count("original_max_position_embeddings"),
                };
                return options.HighFrequencyFactor > options.LowFrequencyFactor
                    ? options
                    : throw new AttuneException(
                        "ATT4103", "'high_freq_factor' is not above 'low_freq_factor'.", "Correct the file, or download it again.", json.File);
            case var kind:
                throw Unsupported(json, $"'rope_type' is \"{kind}\"");
        }
    }

    /// <summary>Writes transformers 4's <c>rope_scaling</c>.</summary>
    public static void WriteScaling(Utf8JsonWriter writer, RotaryOptions rotary)
    {
        if (rotary.Kind == RotaryKind.Default)
        {
            writer.WriteNull("rope_scaling");
            return;
        }

        writer.WriteStartObject("rope_scaling");
        writer.WriteNumber("factor", rotary.Factor);
        if (rotary.Kind == RotaryKind.Llama3)
        {
            writer.WriteNumber("high_freq_factor", rotary.HighFrequencyFactor);
            writer.WriteNumber("low_freq_factor", rotary.LowFrequencyFactor);
            writer.WriteNumber("original_max_position_embeddings", rotary.OriginalMaxPositions);
        }

        writer.WriteString("rope_type", rotary.Kind == RotaryKind.Llama3 ? "llama3" : "linear");
        writer.WriteEndObject();
    }

    private static AttuneException Unsupported(ConfigurationReader json, string fact) => new(
        "ATT4105",
        $"{fact}, which is not supported.",
        "Supported rope types: default, linear, llama3, over the whole head.",
        json.File);
}
