namespace Attune.Text.Tokenizers;

/// <summary>
/// How much longer normalizers and pre-tokenizers may make a text. Steps that each make it some times longer, one after the
/// other, would else fill any memory; those of published tokenizers stay far below (a compatibility decomposition has at most
/// 18 characters for one).
/// </summary>
internal static class TextGrowth
{
    private const int Factor = 64;
    private const int Free = 1 << 20;

    /// <summary>The longest text that may be made of one with so many characters.</summary>
    public static long Limit(int characters) => Free + ((long)Factor * characters);

    /// <exception cref="AttuneException">ATT4039: the text is longer than that.</exception>
    public static void Check(long limit, long characters)
    {
        if (characters > limit)
        {
            throw new AttuneException(
                TokenizerErrors.TextGrows, $"The tokenizer's normalizers and pre-tokenizers make a text more than {Factor} times as long.",
                "Look for steps of tokenizer.json that stand in their sequence several times, or for a replacement with a very long text.");
        }
    }
}
