using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Strip</c>: blanks off the ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public static StripNormalizer Read(DataValue value) =>
        new(value.Required("strip_left").AsBoolean(), value.Required("strip_right").AsBoolean());

    public override bool Keeps(ReadOnlySpan<char> text) =>
        text.Length == 0
        || !((left && CharacterClasses.Space.ContainsUnit(text[0])) || (right && CharacterClasses.Space.ContainsUnit(text[^1])));

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        var (start, end) = (0, text.Text.Length);
        while (left && start < end && CharacterClasses.Space.ContainsUnit(text.Text[start]))
            start++;
        while (right && end > start && CharacterClasses.Space.ContainsUnit(text.Text[end - 1]))
            end--;
        return text.Slice(start, end, buffers);
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Strip");
        writer.WriteBoolean("strip_left", left);
        writer.WriteBoolean("strip_right", right);
        writer.WriteEndObject();
    }
}
