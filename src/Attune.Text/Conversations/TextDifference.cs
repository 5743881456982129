namespace Attune.Text.Conversations;

/// <summary>Where two renderings of what should be the same text part.</summary>
/// <param name="Position">Index of the first differing character (UTF-16).</param>
/// <param name="Expected">A few characters from there on, of the text that should have been kept.</param>
/// <param name="Actual">A few characters from there on, of the text that came instead.</param>
public sealed record TextDifference(int Position, string Expected, string Actual)
{
    private const int Shown = 40;

    /// <summary>Null where <paramref name="text"/> starts with <paramref name="prefix"/>.</summary>
    internal static TextDifference? OfPrefix(string prefix, string text)
    {
        if (text.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var at = 0;
        while (at < prefix.Length && at < text.Length && prefix[at] == text[at])
            at++;
        return new TextDifference(at, Cut(prefix, at), Cut(text, at));
    }

    private static string Cut(string text, int at) => text.Substring(at, Math.Min(Shown, text.Length - at));
}
