namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>Takes blanks at the ends of tokens out of their ranges, as byte-level post-processors can.</summary>
internal static class OffsetTrimming
{
    /// <param name="parts">The tokens whose ranges are trimmed, in their windows too.</param>
    /// <param name="addPrefixSpace">Whether one blank of a token at the text's start is taken for the added one, which is in no range.</param>
    /// <param name="tokenizer">Knows what tokens are written as.</param>
    public static void Trim(List<EncodingPart> parts, bool addPrefixSpace, Tokenizer tokenizer)
    {
        foreach (var tokens in parts.SelectMany(part => part.Buffers))
            Trim(tokens, addPrefixSpace, tokenizer);
    }

    /// <summary>One blank of a token is one code point of its range; a blank that was put there has the place of what is after it.</summary>
    private static void Trim(TokenBuffer tokens, bool addPrefixSpace, Tokenizer tokenizer)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var text = tokens.TextOf(i, tokenizer);
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
                start += IsPairAt(tokens.Text, start) ? 2 : 1;
            for (; trailing > 0 && end > start; trailing--)
                end -= IsPairAt(tokens.Text, end - 2) ? 2 : 1;
            tokens.Offsets[i] = new TokenOffset(start, end);
        }
    }

    private static bool IsBlank(char c) => c == ByteAlphabet.Space || char.IsWhiteSpace(c);

    private static bool IsPairAt(string text, int index) => index >= 0 && index + 1 < text.Length && char.IsSurrogatePair(text, index);
}
