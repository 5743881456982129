namespace Attune.Text.Tokenizers.Decoders;

/// <summary>Takes out the spaces that lie before marks and English contractions after decoding words one by one.</summary>
internal static class TextCleanup
{
    private static readonly (string Old, string New)[] Replacements =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
        (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public static string Clean(string text)
    {
        foreach (var (old, replacement) in Replacements)
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        return text;
    }
}
