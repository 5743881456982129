namespace Attune.Text.Templates.Values;

/// <summary>Counting and finding code points in UTF-16 text. A lone surrogate counts as one.</summary>
internal static class CodePointText
{
    public static int Count(string text)
    {
        var count = text.Length;
#if NET
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return count;
#endif
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The length in UTF-16 of the code point that starts here.</summary>
    public static int LengthAt(string text, int index) =>
        index + 1 < text.Length && char.IsHighSurrogate(text[index]) && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    /// <summary>The code point that starts here; a lone surrogate is itself.</summary>
    public static int ValueAt(string text, int index) =>
        LengthAt(text, index) == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    public static string FromValue(int codePoint) =>
        codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);

    /// <summary>The UTF-16 index of the n-th code point, counted on from a known place.</summary>
    public static int Advance(string text, int index, int codePoints)
    {
        while (codePoints-- > 0)
            index += LengthAt(text, index);
        return index;
    }

    /// <summary>Order by code points, which differs from UTF-16 order above U+D800.</summary>
    public static int Compare(string a, string b)
    {
        var n = Math.Min(a.Length, b.Length);
        for (var i = 0; i < n; i++)
        {
            if (a[i] == b[i])
                continue;
            bool highA = char.IsSurrogate(a[i]), highB = char.IsSurrogate(b[i]);
            return highA == highB ? a[i].CompareTo(b[i]) : highA ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }
}
