namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// Texts on which ways of cutting differ: every sequence of two and, between letters, of three of some thirty fragments (words,
/// numbers, marks, blanks, line ends, contractions, scripts). What a tokenizer makes of them is kept for comparisons.
/// </summary>
internal sealed class GgufCorpus
{
    private static readonly string[] Fragments =
    [
        " ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", "a", "Word", "HTTP", "1", "12", "12345", ".", "...", "(", "\"", "_", "$", "/*",
        "'s", "'S", "'ll", "é", "ß", "日本", "я", "½", "٣", "\u00A0", "\u200B", "\u0301", "😀",
    ];

    private readonly string[] texts;
    private readonly int[][] ids;

    public GgufCorpus(Tokenizer tokenizer)
    {
        texts = [.. Texts()];
        ids = [.. texts.Select(text => Encode(tokenizer, text))];
    }

    public bool IsCutAlike(Tokenizer other)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (!Encode(other, texts[i]).AsSpan().SequenceEqual(ids[i]))
                return false;
        }

        return true;
    }

    private static int[] Encode(Tokenizer tokenizer, string text) => [.. tokenizer.Encode(text, parseSpecialTokens: false).Ids];

    private static IEnumerable<string> Texts()
    {
        foreach (var first in Fragments)
        {
            foreach (var second in Fragments)
            {
                yield return first + second;
                foreach (var third in Fragments)
                    yield return $"the{first}{second}{third}x";
            }
        }
    }
}
