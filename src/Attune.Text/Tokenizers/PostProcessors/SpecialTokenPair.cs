using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>A special token as older post-processors name it: a pair of its content and its id.</summary>
internal readonly record struct SpecialTokenPair(string Content, int Id)
{
    public static SpecialTokenPair Read(DataValue pair) => pair.Items is [var content, var id]
        ? new SpecialTokenPair(content.AsString(), id.AsInt32())
        : throw TokenizerErrors.Bad(pair, "A special token here is a pair of its content and its id.");

    public SpecialTokenPair Renumbered(Func<string, int> idOf) => this with { Id = idOf(Content) };

    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(Content);
        writer.WriteNumberValue(Id);
        writer.WriteEndArray();
    }
}
