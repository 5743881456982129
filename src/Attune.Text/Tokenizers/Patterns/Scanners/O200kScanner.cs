namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>The pattern of GPT-4o (o200k), by hand: words break before a capital that follows a small letter.</summary>
internal sealed class O200kScanner : PatternNode
{
    public const string Source =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?" +
        @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const byte NoMark = CharacterKinds.Letter | CharacterKinds.Number | CharacterKinds.Space;
    private const int NumbersTogether = 3;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        if (at == text.Length)
            return NoMatch;
        var kind = CharacterKinds.At(text, at, out var length);
        if (WordEnd(text, at, kind, length) is var word && word > at)
            return CommonRules.Contraction(text, word, anyCase: true);
        if ((kind & CharacterKinds.Number) != 0)
            return CommonRules.Numbers(text, at, NumbersTogether);
        var mark = text[at] == ' ' ? at + 1 : at;
        var end = CharacterKinds.SkipUntil(text, mark, NoMark);
        if (end == mark)
            return CommonRules.Blanks(text, at, endsAtLine: true);
        while (end < text.Length && text[end] is '\r' or '\n' or '/')
            end++;
        return end;
    }

    /// <summary>The end of a word; the start where there is none. A character that is no letter may come before it.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int at, byte kind, int length)
    {
        var canLead = (kind & (CharacterKinds.Letter | CharacterKinds.Number | CharacterKinds.LineEnd)) == 0;
        if (canLead && EndingSmall(text, at + length) is var led && led > at + length)
            return led;
        if (EndingSmall(text, at) is var small && small > at)
            return small;
        if (canLead && CharacterKinds.SkipWhile(text, at + length, CharacterKinds.Upper) is var capitals && capitals > at + length)
            return capitals;
        return CharacterKinds.SkipWhile(text, at, CharacterKinds.Upper);
    }

    /// <summary>
    /// The end of capitals and at least one small letter (letters without case and marks are both); the start where there
    /// is none. Where no small letter follows the capitals, the last of them that is both is the end.
    /// </summary>
    private static int EndingSmall(ReadOnlySpan<char> text, int start)
    {
        var (at, lastOfBoth) = (start, start);
        while (at < text.Length)
        {
            var kind = CharacterKinds.At(text, at, out var length);
            if ((kind & CharacterKinds.Upper) == 0)
                return (kind & CharacterKinds.Lower) != 0 ? CharacterKinds.SkipWhile(text, at, CharacterKinds.Lower) : lastOfBoth;
            at += length;
            if ((kind & CharacterKinds.Lower) != 0)
                lastOfBoth = at;
        }

        return lastOfBoth;
    }
}
