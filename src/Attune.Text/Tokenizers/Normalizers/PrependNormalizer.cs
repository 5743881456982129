using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Prepend</c>: a text before every text that is not empty; it has the place of the first character.</summary>
internal sealed class PrependNormalizer(string prefix) : Normalizer
{
    public static PrependNormalizer Read(DataValue value) => new(value.Required("prepend").AsString());

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (text.Text.Length == 0)
            return text;
        var builder = buffers.BuilderFor(text);
        foreach (var rune in prefix.EnumerateRunes())
            builder.Append(rune.Value, text.OriginalOf(0));
        builder.AppendRange(text, 0, text.Text.Length);
        return builder.ToAlignedText();
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Prepend");
        writer.WriteString("prepend", prefix);
        writer.WriteEndObject();
    }
}
