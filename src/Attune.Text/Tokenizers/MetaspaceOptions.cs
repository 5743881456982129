using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers;

/// <summary>Where a Metaspace part puts its mark besides where blanks are.</summary>
internal enum PrependScheme
{
    Always,
    First,
    Never,
}

/// <summary>The object that describes a <c>Metaspace</c> part; the same whichever part it is.</summary>
internal sealed record MetaspaceOptions(string Replacement, PrependScheme Prepend, bool Split)
{
    /// <summary>The mark of SentencePiece, U+2581.</summary>
    public const string DefaultReplacement = "▁";

    public static MetaspaceOptions Read(DataValue value)
    {
        var prepend = value.Optional("prepend_scheme")?.AsEnum<PrependScheme>() ?? PrependScheme.Always;
        // Files of before 2024 say it by this flag alone.
        if (value.Optional("add_prefix_space") is { } flag && !flag.AsBoolean())
            prepend = PrependScheme.Never;
        return new MetaspaceOptions(
            CharacterOption.Read(value.Required("replacement")), prepend, value.Optional("split")?.AsBoolean() ?? true);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Metaspace");
        writer.WriteString("replacement", Replacement);
        writer.WriteString("prepend_scheme", Prepend switch
        {
            PrependScheme.Always => "always",
            PrependScheme.First => "first",
            _ => "never",
        });
        writer.WriteBoolean("split", Split);
        writer.WriteEndObject();
    }
}
