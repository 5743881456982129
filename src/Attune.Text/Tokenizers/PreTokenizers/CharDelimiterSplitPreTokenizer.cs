using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>CharDelimiterSplit</c>: cuts at a character, which goes.</summary>
internal sealed class CharDelimiterSplitPreTokenizer(string delimiter) : PreTokenizer
{
    private readonly SplitPreTokenizer split = new(SplitPattern.ForText(delimiter), SplitBehavior.Removed, inverted: false);

    public static CharDelimiterSplitPreTokenizer Read(DataValue value) =>
        new(CharacterOption.Read(value.Required("delimiter")));

    public override void Apply(PreTokenizedText text) => split.Apply(text);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "CharDelimiterSplit");
        writer.WriteString("delimiter", delimiter);
        writer.WriteEndObject();
    }
}
