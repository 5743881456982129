using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Comparison;

/// <summary>Places in rendered texts as findings tell them.</summary>
internal static class TextPlace
{
    private const int Before = 20, Behind = 36;

    /// <summary>Index of the first character (UTF-16) in which the texts differ; the length of the shorter where it begins the longer.</summary>
    public static int FirstDifference(string one, string other)
    {
        var at = one.AsSpan().CommonPrefixLength(other);
        return at > 0 && char.IsHighSurrogate(one[at - 1]) ? at - 1 : at;
    }

    /// <summary>Line and column of a character, from 1; columns are code points.</summary>
    public static (int Line, int Column) Of(string text, int at)
    {
        var before = text.AsSpan(0, at);
        var column = 1;
        foreach (var _ in before[(before.LastIndexOf('\n') + 1)..].EnumerateRunes())
            column++;
        return (1 + before.Count('\n'), column);
    }

    /// <summary>The text around a place, quoted and on one line.</summary>
    public static string Around(string text, int at)
    {
        var (start, end) = (Math.Max(0, at - Before), Math.Min(text.Length, at + Behind));
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start++;
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        return DataErrors.Show(text[start..end]);
    }
}
