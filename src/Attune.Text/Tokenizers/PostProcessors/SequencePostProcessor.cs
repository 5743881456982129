using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary><c>Sequence</c>: one after the other.</summary>
internal sealed class SequencePostProcessor(IReadOnlyList<PostProcessor> parts) : PostProcessor
{
    public static SequencePostProcessor Read(DataValue value) =>
        new([.. value.Required("processors").Items.Select(PostProcessorKinds.Read)]);

    public override List<EncodingPart> Process(List<EncodingPart> encoded, bool addSpecialTokens, Tokenizer tokenizer)
    {
        foreach (var part in parts)
            encoded = part.Process(encoded, addSpecialTokens, tokenizer);
        return encoded;
    }

    public override int CountAdded(bool isPair) => parts.Sum(part => part.CountAdded(isPair));

    public override PostProcessor Renumbered(Func<string, int> idOf) => new SequencePostProcessor([.. parts.Select(part => part.Renumbered(idOf))]);

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
