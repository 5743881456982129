using Attune.Text.Tokenizers;

namespace Attune.Text.Masks;

/// <summary>The tokens from one index to before another.</summary>
internal readonly record struct TokenRange(int Start, int End)
{
    public void Fill(bool[] mask) => mask.AsSpan(Start..End).Fill(true);
}

/// <summary>Finds tokens by the characters they stand for.</summary>
internal static class TokenRanges
{
    /// <summary>
    /// The tokens that share a character with a stretch; for an empty stretch those that lie on both sides of the place, so
    /// that the range is empty and at the next token where there is none.
    /// </summary>
    public static TokenRange Overlapping(this TokenizedText tokens, int start, int end)
    {
        var first = FirstEndingAfter(tokens, start);
        var next = first;
        while (next < tokens.Count && tokens.Offsets[next].Start < end)
            next++;
        return new TokenRange(first, next);
    }

    private static int FirstEndingAfter(TokenizedText tokens, int position)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens.Offsets[middle].End <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
