using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary><c>Sequence</c>: one after the other.</summary>
internal sealed class SequenceDecoder(IReadOnlyList<Decoder> parts) : Decoder
{
    public static SequenceDecoder Read(DataValue value) => new([.. value.Required("decoders").Items.Select(DecoderKinds.Read)]);

    public override DecoderStage Start(DecoderStage next)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
            next = parts[i].Start(next);
        return next;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("decoders");
        foreach (var part in parts)
            part.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
