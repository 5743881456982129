using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>ByteLevel</c>: the text with each of its UTF-8 bytes written as a letter.</summary>
internal sealed class ByteLevelNormalizer : Normalizer
{
    public static ByteLevelNormalizer Read(DataValue value) => new();

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        var builder = buffers.BuilderFor(text);
        ByteAlphabet.AppendSpelledOut(text, new Piece(0, text.Text.Length), builder);
        return builder.ToAlignedText();
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "ByteLevel");
        writer.WriteEndObject();
    }
}
