using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>
/// <c>Precompiled</c>: the replacements that a SentencePiece model carries. As Hugging Face applies them, which is not
/// quite as SentencePiece does: to whole graphemes shorter than six bytes first, by the shortest entry that begins one,
/// and to the characters of all others.
/// </summary>
internal sealed class PrecompiledNormalizer(CharacterMap map) : Normalizer
{
    private const int LongestGrapheme = 5;

    public static PrecompiledNormalizer Read(DataValue value)
    {
        var text = value.Required("precompiled_charsmap");
        try
        {
            return new PrecompiledNormalizer(new CharacterMap(Convert.FromBase64String(text.AsString())));
        }
        catch (FormatException e)
        {
            throw TokenizerErrors.Bad(text, $"The precompiled_charsmap is damaged: {e.Message}");
        }
    }

    /// <summary>ASCII letters, digits and marks alone are in no published map.</summary>
    public override bool Keeps(ReadOnlySpan<char> text) => map.KeepsVisibleAscii && !text.ContainsAnyExceptInRange(' ', '~');

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (Keeps(text.Text))
            return text;
        var changes = buffers.Changes;
        changes.Clear();
        var modified = false;
        var span = text.Text;
        for (var at = 0; at < span.Length;)
        {
            // Between ASCII characters a character is a grapheme of its own.
            if (map.KeepsVisibleAscii && IsVisibleAscii(span[at]) && (at + 1 == span.Length || IsVisibleAscii(span[at + 1])))
            {
                changes.Add(new CharacterChange(span[at++], 0));
                continue;
            }

            var grapheme = span.Slice(at, StringInfo.GetNextTextElementLength(span[at..]));
            at += grapheme.Length;
            modified |= Append(grapheme, changes);
        }

        return modified ? text.Transform(CollectionsMarshal.AsSpan(changes), buffers) : text;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Precompiled");
        writer.WriteString("precompiled_charsmap", Convert.ToBase64String(map.Source));
        writer.WriteEndObject();
    }

    private static bool IsVisibleAscii(char c) => c is >= ' ' and <= '~';

    private bool Append(ReadOnlySpan<char> grapheme, List<CharacterChange> changes)
    {
        Span<byte> utf8 = stackalloc byte[LongestGrapheme * 3];
        if (grapheme.Length <= LongestGrapheme && Encoding.UTF8.GetByteCount(grapheme) <= LongestGrapheme
            && map.Find(utf8[..Encoding.UTF8.GetBytes(grapheme, utf8)]) is { } whole)
        {
            Replace(CountOf(grapheme), whole, changes);
            return true;
        }

        var modified = false;
        foreach (var rune in grapheme.EnumerateRunes())
        {
            if (map.Find(utf8[..rune.EncodeToUtf8(utf8)]) is { } part)
            {
                Replace(1, part, changes);
                modified = true;
            }
            else
            {
                changes.Add(new CharacterChange(rune.Value, 0));
            }
        }

        return modified;
    }

    /// <summary>Characters that are more than before are insertions, the last ones; those that are fewer go with the last before them.</summary>
    private static void Replace(int oldCount, string replacement, List<CharacterChange> changes)
    {
        var added = 0;
        foreach (var rune in replacement.EnumerateRunes())
            changes.Add(new CharacterChange(rune.Value, added++ < oldCount ? 0 : 1));
        if (added < oldCount && changes.Count > 0)
            changes[^1] = changes[^1] with { Change = changes[^1].Change - (oldCount - added) };
    }

    private static int CountOf(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
