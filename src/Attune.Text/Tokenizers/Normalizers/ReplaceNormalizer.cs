using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Replace</c>: each match of a pattern by a text, which has the place of the match's last character.</summary>
internal sealed class ReplaceNormalizer(SplitPattern pattern, bool isLiteral, string content) : Normalizer
{
    public static ReplaceNormalizer Read(DataValue value)
    {
        var (pattern, isLiteral) = PatternOption.Read(value.Required("pattern"));
        return new ReplaceNormalizer(pattern, isLiteral, value.Required("content").AsString());
    }

    public override bool Keeps(ReadOnlySpan<char> text) => !pattern.TryFind(text, 0, out _, out _);

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (Keeps(text.Text))
            return text;
        var builder = buffers.BuilderFor(text);
        var at = 0;
        for (var from = 0; pattern.TryFind(text.Text, from, out var start, out var end); from = SplitPattern.After(text.Text, start, end))
        {
            builder.AppendRange(text, at, start);
            foreach (var rune in content.EnumerateRunes())
                builder.Append(rune.Value, end > 0 ? text.OriginalOf(end - 1) : default);
            at = end;
        }

        builder.AppendRange(text, at, text.Text.Length);
        return builder.ToAlignedText();
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Replace");
        PatternOption.Write(writer, pattern, isLiteral);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }
}
