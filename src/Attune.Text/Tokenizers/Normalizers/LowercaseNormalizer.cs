using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary><c>Lowercase</c>: each character's lower case by itself, in no language's special way.</summary>
internal sealed class LowercaseNormalizer : Normalizer
{
    private const int CapitalIWithDot = 0x130;

    public static LowercaseNormalizer Read(DataValue value) => new();

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        var builder = buffers.BuilderFor(text);
        var span = text.Text;
        for (var at = 0; at < span.Length;)
        {
            Rune.DecodeFromUtf16(span[at..], out var rune, out var length);
            var place = text.OriginalOf(at);
            if (rune.Value == CapitalIWithDot)
            {
                // The only character whose lower case is two.
                builder.Append('i', place);
                builder.Append(0x307, place);
            }
            else
            {
                builder.Append(LowerOf(rune), place);
            }

            at += length;
        }

        return builder.ToAlignedText();
    }

    /// <summary>The runtime's lower case, and Unicode 17's letters where the runtime is older.</summary>
    private static int LowerOf(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune).Value;
        return rune.Value switch
        {
            0xA7CE or 0xA7D2 or 0xA7D4 => rune.Value + 1,
            >= 0x16EA0 and <= 0x16EB8 => rune.Value + 0x1B,
            _ => lower,
        };
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Lowercase");
        writer.WriteEndObject();
    }
}
