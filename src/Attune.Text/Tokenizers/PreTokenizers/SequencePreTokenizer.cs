using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary><c>Sequence</c>: one after the other.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<PreTokenizer> parts) : PreTokenizer
{
    public static SequencePreTokenizer Read(DataValue value) =>
        new([.. value.Required("pretokenizers").Items.Select(PreTokenizerKinds.Read)]);

    public override void Apply(PreTokenizedText text)
    {
        var limit = TextGrowth.Limit(text.Text.Text.Length);
        foreach (var part in parts)
        {
            part.Apply(text);
            TextGrowth.Check(limit, text.Text.Text.Length);
        }
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("pretokenizers");
        foreach (var part in parts)
            part.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
