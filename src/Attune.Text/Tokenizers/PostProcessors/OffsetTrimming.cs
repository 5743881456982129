namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>Takes blanks at the ends of tokens out of their ranges, as byte-level post-processors can.</summary>
internal static class OffsetTrimming
{
    /// <param name="tokens">The tokens whose ranges are trimmed.</param>
    /// <param name="textOf">The text of a token by its index and id.</param>
    /// <param name="addPrefixSpace">Whether one blank of a token at the text's start is taken for the added one, which is in no range.</param>
    public static void Trim(TokenBuffer tokens, Func<int, int, string> textOf, bool addPrefixSpace)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var text = textOf(i, tokens.Ids[i]);
            var (leading, trailing) = (0, 0);
            while (leading < text.Length && IsBlank(text[leading]))
                leading++;
            while (trailing < text.Length && IsBlank(text[^(trailing + 1)]))
                trailing++;
            if (leading == 0 && trailing == 0)
                continue;
            var (start, end) = tokens.Offsets[i];
            if (addPrefixSpace && leading == 1 && (i == 0 || start == 0))
                leading = 0;
            start = Math.Min(start + leading, end);
            if (end >= trailing)
                end = Math.Max(end - trailing, start);
            tokens.Offsets[i] = new TokenOffset(start, end);
        }
    }

    private static bool IsBlank(char c) => c == ByteAlphabet.Space || char.IsWhiteSpace(c);
}
