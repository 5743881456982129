namespace Attune.Text.Tokenizers.Patterns.Scanners;

/// <summary>The alternatives that the known patterns share.</summary>
internal static class CommonRules
{
    /// <summary>The end of <c>'s|'t|'re|'ve|'m|'ll|'d</c>, in any case where <paramref name="anyCase"/>; the start where there is none.</summary>
    public static int Contraction(ReadOnlySpan<char> text, int at, bool anyCase)
    {
        if (at + 1 >= text.Length || text[at] != '\'')
            return at;
        var first = Fold(text[at + 1], anyCase);
        if (first is 's' or 't' or 'm' or 'd')
            return at + 2;
        var second = at + 2 < text.Length ? Fold(text[at + 2], anyCase) : ' ';
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? at + 3 : at;
    }

    /// <summary>The end of <c>\s*[\r\n]+|\s+(?!\S)|\s+</c> at a blank; without the first alternative where not <paramref name="endsAtLine"/>.</summary>
    public static int Blanks(ReadOnlySpan<char> text, int at, bool endsAtLine)
    {
        var end = CharacterKinds.SkipWhile(text, at, CharacterKinds.Space);
        if (endsAtLine && text[at..end].LastIndexOfAny('\r', '\n') is var last and >= 0)
            return at + last + 1;

        // The last blank belongs to what follows, unless it is the only one. All blanks are one UTF-16 character.
        return end == text.Length || end == at + 1 ? end : end - 1;
    }

    /// <summary>The end of up to <paramref name="limit"/> numbers.</summary>
    public static int Numbers(ReadOnlySpan<char> text, int at, int limit)
    {
        for (var count = 0; count < limit && at < text.Length && (CharacterKinds.At(text, at, out var length) & CharacterKinds.Number) != 0; count++)
            at += length;
        return at;
    }

    /// <summary>A letter without its case: ASCII's, and the long s, which folds to s.</summary>
    private static char Fold(char c, bool anyCase)
    {
        if (!anyCase)
            return c;
        return c == '\u017F' ? 's' : char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
    }
}
