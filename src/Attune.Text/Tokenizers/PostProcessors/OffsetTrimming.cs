namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>Takes blanks at the ends of tokens out of their ranges, as byte-level post-processors can.</summary>
internal static class OffsetTrimming
{
    /// <param name="tokens">The tokens whose ranges are trimmed.</param>
    /// <param name="texts">The texts of the tokens.</param>
    /// <param name="addPrefixSpace">Whether one blank of a token at the text's start is taken for the added one, which is in no range.</param>
    public static void Trim(TokenBuffer tokens, TokenTexts texts, bool addPrefixSpace)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var text = texts.Of(tokens.Ids[i], tokens.Offsets[i]);
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
            for (; leading > 0 && start < end; leading--)
                start += texts.IsPairAt(start) ? 2 : 1;
            for (; trailing > 0 && end > start; trailing--)
                end -= texts.IsPairAt(end - 2) ? 2 : 1;
            tokens.Offsets[i] = new TokenOffset(start, end);
        }
    }

    private static bool IsBlank(char c) => c == ByteAlphabet.Space || char.IsWhiteSpace(c);
}
