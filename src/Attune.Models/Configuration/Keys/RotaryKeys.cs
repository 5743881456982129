using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// The rotary part of config.json, in both spellings: transformers 5 has all in <c>rope_parameters</c>, transformers 4 has
/// <c>rope_theta</c> and <c>partial_rotary_factor</c> beside <c>rope_scaling</c>.
/// </summary>
internal static class RotaryKeys
{
    private static readonly Dictionary<string, Func<ConfigurationReader, Contexts, IRotaryScaling?>> Scalings = new(StringComparer.Ordinal)
    {
        ["default"] = (_, _) => null,
        ["linear"] = (section, _) => new LinearScaling(section.Number("factor")),
        ["dynamic"] = (section, contexts) => new DynamicScaling(section.Number("factor"), contexts.Longest),
        ["llama3"] = ReadLlama3,
        ["yarn"] = ReadYarn,
        ["longrope"] = ReadLongRope,
    };

    /// <summary>Every key of any kind: one of another kind than the section's is ignored, as in the reference library.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "rope_type", "type", "rope_theta", "partial_rotary_factor", "factor", "original_max_position_embeddings", "attention_factor",
        "beta_fast", "beta_slow", "truncate", "mscale", "mscale_all_dim", "short_factor", "long_factor", "low_freq_factor",
        "high_freq_factor", "finetuned", "short_mscale", "long_mscale",
    };

    /// <summary>Reads it.</summary>
    /// <param name="json">The whole configuration.</param>
    /// <param name="names">How the family spells it.</param>
    /// <exception cref="AttuneException">ATT4103: a value is missing or wrong. ATT4105: an unknown kind, or a share where a family rotates whole heads.</exception>
    public static RotaryOptions Read(ConfigurationReader json, RotaryNames names)
    {
        var older = json.Section("rope_scaling");
        var newer = json.Section("rope_parameters");
        return Read(json, older ?? newer, names, json.Number(names.Theta, names.DefaultTheta), json.Number(names.Share, names.DefaultShare ?? 1));
    }

    /// <summary>Reads one section.</summary>
    /// <param name="json">The whole configuration.</param>
    /// <param name="section">The section, or null for a plain embedding.</param>
    /// <param name="names">How the family spells it.</param>
    /// <param name="theta">The base where the section has none.</param>
    /// <param name="share">The rotated part where the section has none.</param>
    public static RotaryOptions Read(ConfigurationReader json, ConfigurationReader? section, RotaryNames names, double theta, double share)
    {
        var options = new RotaryOptions
        {
            Theta = section?.Number("rope_theta", theta) ?? theta,
            Share = section?.Number("partial_rotary_factor", share) ?? share,
        };
        if (names.DefaultShare is null && options.Share != 1)
            throw Unsupported(json, $"'partial_rotary_factor' is {options.Share}");
        var outside = json.Find("original_max_position_embeddings");
        if (section is null)
            return options;

        var longest = json.Count("max_position_embeddings", names.MaxPositions);
        var original = outside is not null
            ? json.Count("original_max_position_embeddings")
            : names.OriginalPositions ?? section.Count("original_max_position_embeddings", longest);
        var kind = section.Text("rope_type") ?? section.Text("type") ?? "default";
        if (!Scalings.TryGetValue(names.Aliases.GetValueOrDefault(kind, kind), out var read))
            throw Unsupported(json, $"'rope_type' is \"{kind}\"");
        options = options with { Scaling = read(section, new Contexts(original, longest)) };
        if (section.Unasked.FirstOrDefault(key => !Known.Contains(key) && !UnknownKeys.IsOff(section.Find(key))) is { } unknown)
            throw Unsupported(json, $"'{unknown}' of the rotary embedding is {section.Find(unknown)!.Value.GetRawText()}");
        return options;
    }

    /// <summary>Writes transformers 4's spelling.</summary>
    public static void Write(JsonObject json, RotaryOptions rotary, RotaryNames names)
    {
        json[names.Theta] = rotary.Theta;
        if (names.DefaultShare is not null)
            json[names.Share] = rotary.Share;
        json["rope_scaling"] = rotary.Scaling is null ? null : RotaryScalingWriter.Write(rotary.Scaling);
    }

    private static Llama3Scaling ReadLlama3(ConfigurationReader section, Contexts contexts)
    {
        var scaling = new Llama3Scaling(
            section.Number("factor"), section.Number("low_freq_factor", 1), section.Number("high_freq_factor", 4), contexts.Original);
        return scaling.HighFrequencyFactor > scaling.LowFrequencyFactor
            ? scaling
            : throw new AttuneException(
                "ATT4103", "'high_freq_factor' is not above 'low_freq_factor'.", "Correct the file, or download it again.", section.File);
    }

    private static YarnScaling ReadYarn(ConfigurationReader section, Contexts contexts)
    {
        double numerator = section.Number("mscale", 0, positive: false), denominator = section.Number("mscale_all_dim", 0, positive: false);
        return new YarnScaling(section.Number("factor"), contexts.Original)
        {
            FastTurns = section.Number("beta_fast", 32),
            SlowTurns = section.Number("beta_slow", 1),
            Truncates = section.Flag("truncate", true),
            Attention = section.Find("attention_factor") is null ? null : section.Number("attention_factor"),
            Magnitudes = numerator > 0 && denominator > 0 ? (numerator, denominator) : null,
        };
    }

    private static LongRopeScaling ReadLongRope(ConfigurationReader section, Contexts contexts) => new(
        section.Numbers("short_factor") ?? throw Missing(section, "short_factor"),
        section.Numbers("long_factor") ?? throw Missing(section, "long_factor"),
        contexts.Original)
    {
        Factor = section.Find("factor") is null ? null : section.Number("factor"),
        Attention = section.Find("attention_factor") is null ? null : section.Number("attention_factor"),
    };

    /// <summary>The context that a model was first trained on, and the longest sequence that its file names, in tokens.</summary>
    private readonly record struct Contexts(int Original, int Longest);

    private static AttuneException Missing(ConfigurationReader section, string key) => new(
        "ATT4103", $"'{key}' of the rotary embedding is missing.", "Add it, or download the file again.", section.File);

    private static AttuneException Unsupported(ConfigurationReader json, string fact) => new(
        "ATT4105", $"{fact}, which is not supported.", $"Supported rope types: {string.Join(", ", Scalings.Keys)}.", json.File);
}
