using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Sequence</c>: one after the other.</summary>
internal sealed class SequenceNormalizer(IReadOnlyList<Normalizer> parts) : Normalizer
{
    public static SequenceNormalizer Read(DataValue value) =>
        new([.. value.Required("normalizers").Items.Select(NormalizerKinds.Read)]);

    public override bool Keeps(ReadOnlySpan<char> text)
    {
        foreach (var part in parts)
        {
            if (!part.Keeps(text))
                return false;
        }

        return true;
    }

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        var limit = TextGrowth.Limit(text.Text.Length);
        foreach (var part in parts)
        {
            text = part.Normalize(text, buffers);
            TextGrowth.Check(limit, text.Text.Length);
        }

        return text;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Sequence");
        writer.WriteStartArray("normalizers");
        foreach (var part in parts)
            part.Write(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
