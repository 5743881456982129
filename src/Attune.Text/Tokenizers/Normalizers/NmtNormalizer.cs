using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Nmt</c>: control characters out, and blanks of every kind (<c>▁</c> is one of them) made spaces.</summary>
internal sealed class NmtNormalizer : Normalizer
{
    private static readonly CodePointSet Removed = new(
        [(1, 8), (0xB, 0xB), (0xE, 0x1F), (0x7F, 0x7F), (0x8F, 0x8F), (0x9F, 0x9F)]);

    private static readonly CodePointSet Blanks = new(
    [
        (9, 0xA), (0xC, 0xD), (0x1680, 0x1680), (0x200B, 0x200F), (0x2028, 0x2029), (0x2581, 0x2581), (0xFEFF, 0xFEFF),
        (0xFFFD, 0xFFFD),
    ]);

    public static NmtNormalizer Read(DataValue value) => new();

    public override bool Keeps(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Removed.ContainsUnit(c) || Blanks.ContainsUnit(c))
                return false;
        }

        return true;
    }

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (Keeps(text.Text))
            return text;
        var builder = buffers.BuilderFor(text);
        for (var at = 0; at < text.Text.Length;)
        {
            var codePoint = PatternNode.CodePointAt(text.Text, at, out var length);
            if (!Removed.Contains(codePoint))
                builder.Append(Blanks.Contains(codePoint) ? ' ' : codePoint, text.OriginalOf(at));
            at += length;
        }

        return builder.ToAlignedText();
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Nmt");
        writer.WriteEndObject();
    }
}
