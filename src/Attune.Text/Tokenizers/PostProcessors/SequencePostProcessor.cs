using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>Sequence</c>: one after the other.</summary>
internal sealed class SequencePostProcessor(IReadOnlyList<PostProcessor> parts) : PostProcessor
{
    public static SequencePostProcessor Read(DataValue value) =>
        new([.. value.Required("processors").Items.Select(PostProcessorKinds.Read)]);

    public override TokenBuffer Process(TokenBuffer tokens, TokenTexts texts, bool addSpecialTokens)
    {
        foreach (var part in parts)
            tokens = part.Process(tokens, texts, addSpecialTokens);
        return tokens;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("processors");
        foreach (var part in parts)
            part.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
