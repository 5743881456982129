namespace Attune.Text.Templates.Languages.Fields;

/// <summary>A name between an opening and a closing character; both doubled, it is text.</summary>
internal static class Enclosed
{
    public static FieldMatch? Match(string text, int at, char open, char close)
    {
        var isDoubled = at + 1 < text.Length && text[at + 1] == open;
        var start = at + (isDoubled ? 2 : 1);
        var end = FieldNames.End(text, start);
        if (end == start || end >= text.Length || text[end] != close)
            return null;
        if (!isDoubled)
            return new FieldMatch(end + 1 - at, start, end - start);
        return end + 1 < text.Length && text[end + 1] == close
            ? new FieldMatch(end + 2 - at, start, end - start, text.Substring(at + 1, end - at))
            : null;
    }
}
