using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>WhitespaceSplit</c>: cuts at blanks, which go.</summary>
internal sealed class WhitespaceSplitPreTokenizer : PreTokenizer
{
    private readonly SplitPreTokenizer split = new(SplitPattern.Parse(@"\s+"), SplitBehavior.Removed, inverted: false);

    public static WhitespaceSplitPreTokenizer Read(DataValue value) => new();

    public override void Apply(PreTokenizedText text) => split.Apply(text);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "WhitespaceSplit");
        writer.WriteEndObject();
    }
}
