using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers;

/// <summary>The "pattern" of a part: <c>{"Regex": …}</c> or <c>{"String": …}</c>.</summary>
internal static class PatternOption
{
    public static (SplitPattern Pattern, bool IsLiteral) Read(DataValue value)
    {
        if (value.Optional("String") is { } text)
            return (SplitPattern.ForText(text.AsString()), true);
        var regex = value.Required("Regex");
        try
        {
            return (SplitPattern.Parse(regex.AsString()), false);
        }
        catch (FormatException e)
        {
            throw new AttuneException(
                TokenizerErrors.UnsupportedPattern, e.Message, "Use a tokenizer without it.",
                regex.File, regex.Line, regex.Column, e);
        }
    }

    public static void Write(Utf8JsonWriter writer, SplitPattern pattern, bool isLiteral)
    {
        writer.WriteStartObject("pattern");
        writer.WriteString(isLiteral ? "String" : "Regex", pattern.Source);
        writer.WriteEndObject();
    }
}
