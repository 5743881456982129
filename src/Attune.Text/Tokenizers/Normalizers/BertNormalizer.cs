using System.Buffers;
using System.Text;
using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>
/// <c>BertNormalizer</c>: control characters out and blanks made spaces, spaces around Chinese characters, accents off,
/// lower case; each step by its own flag, accents with the letters' case where the file does not say.
/// </summary>
internal sealed class BertNormalizer(bool cleanText, bool spaceChinese, bool? stripAccents, bool lowercase) : Normalizer
{
    /// <summary>Control, format and private characters; formats that are newer than the published tokenizers they take for text.</summary>
    public const string Controls =
        @"[[\p{Cc}\p{Cf}\p{Co}\x{FFFD}]&&[^\t\n\r\x{890}-\x{891}\x{8E2}\x{110CD}\x{13430}-\x{1343F}]]";

    /// <summary>Blocks of Chinese characters, as the tokenizers that came first listed them.</summary>
    public const string Chinese =
        @"[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{F900}-\x{FAFF}\x{20000}-\x{2A6DF}\x{2A700}-\x{2B81F}\x{2B920}-\x{2CEAF}\x{2F800}-\x{2FA1F}]";

    private static readonly SearchValues<char> AsciiControls =
        SearchValues.Create([.. Enumerable.Range(0, 128).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))]);

    private static readonly SearchValues<char> AsciiBlanks = SearchValues.Create("\t\n\r");

    private static readonly Lazy<CodePointSet> ControlSet = new(() => PatternParser.ParseSet(Controls));
    private static readonly Lazy<CodePointSet> ChineseSet = new(() => PatternParser.ParseSet(Chinese));
    private static readonly Lazy<CodePointSet> Accents = new(() => UnicodeRanges.ReadSet("nonspacing-accents.txt"));

    private readonly CodePointSet controls = ControlSet.Value;
    private readonly CodePointSet chinese = ChineseSet.Value;
    private readonly CodePointSet accents = Accents.Value;
    private readonly UnicodeNormalizer decomposing = new(NormalForm.Nfd);
    private readonly LowercaseNormalizer lowering = new();
    private readonly bool withoutAccents = stripAccents ?? lowercase;

    public static BertNormalizer Read(DataValue value) => new(
        value.Required("clean_text").AsBoolean(),
        value.Required("handle_chinese_chars").AsBoolean(),
        value.Optional("strip_accents")?.AsBoolean(),
        value.Required("lowercase").AsBoolean());

    /// <summary>Text of visible ASCII and spaces is left alone, but for its capitals.</summary>
    public override bool Keeps(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExceptInRange(' ', '~') && !(lowercase && text.ContainsAnyInRange('A', 'Z'));

    public override AlignedText Normalize(AlignedText text, TextBuffers buffers)
    {
        if (Keeps(text.Text))
            return text;
        if (Ascii.IsValid(text.Text) && !(cleanText && text.Text.ContainsAny(AsciiControls)))
            return WithAscii(text, buffers);
        if (cleanText || spaceChinese)
            text = Clean(text, buffers);
        if (withoutAccents && !Ascii.IsValid(text.Text))
            text = decomposing.Normalize(text, buffers).Without(accents, buffers);
        return lowercase ? lowering.Normalize(text, buffers) : text;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BertNormalizer");
        writer.WriteBoolean("clean_text", cleanText);
        writer.WriteBoolean("handle_chinese_chars", spaceChinese);
        if (stripAccents is { } strip)
            writer.WriteBoolean("strip_accents", strip);
        else
            writer.WriteNull("strip_accents");
        writer.WriteBoolean("lowercase", lowercase);
        writer.WriteEndObject();
    }

    /// <summary>In ASCII without control characters, each character becomes one other at most.</summary>
    private AlignedText WithAscii(AlignedText text, TextBuffers buffers)
    {
        var changed = buffers.BuilderFor(text).InPlaceOf(text, out var written);
        if (lowercase)
            Ascii.ToLower(text.Text, written, out _);
        else
            text.Text.CopyTo(written);
        if (cleanText)
            written.ReplaceAny(AsciiBlanks, ' ');
        return changed;
    }

    private AlignedText Clean(AlignedText text, TextBuffers buffers)
    {
        var builder = buffers.BuilderFor(text);
        var span = text.Text;
        for (var at = 0; at < span.Length;)
        {
            var codePoint = PatternNode.CodePointAt(span, at, out var length);
            var place = text.OriginalOf(at);
            at += length;
            if (cleanText)
            {
                if (codePoint == 0 || controls.Contains(codePoint))
                    continue;
                if (CharacterClasses.Space.Contains(codePoint))
                    codePoint = ' ';
            }

            var isChinese = spaceChinese && codePoint >= 0x3400 && chinese.Contains(codePoint);
            if (isChinese)
                builder.Append(' ', place);
            builder.Append(codePoint, place);
            if (isChinese)
                builder.Append(' ', place);
        }

        return builder.ToAlignedText();
    }
}
