using Attune.Text.Templates.Languages.Fields;

namespace Attune.Text.Templates.Languages.Plain;

/// <summary><c>{{ name }}</c> and <c>{{ name.field }}</c>. Doubled, <c>{{{{ name }}}}</c>, it is the text <c>{{ name }}</c>.</summary>
internal sealed class PlainForm : IFieldForm
{
    public char Opening => '{';

    public bool HasPaths => true;

    public FieldMatch? Match(string text, int at)
    {
        if (Read(text, at, "{{{{", "}}}}") is { } doubled)
            return doubled with { Literal = text.Substring(at + 2, doubled.Length - 4) };
        return Read(text, at, "{{", "}}");
    }

    private static FieldMatch? Read(string text, int at, string open, string close)
    {
        if (string.CompareOrdinal(text, at, open, 0, open.Length) != 0)
            return null;
        var start = Blanks(text, at + open.Length);
        var end = FieldNames.End(text, start);
        if (end == start)
            return null;
        while (end < text.Length && text[end] == '.' && FieldNames.End(text, end + 1) is var next && next > end + 1)
            end = next;
        var after = Blanks(text, end);
        return string.CompareOrdinal(text, after, close, 0, close.Length) == 0
            ? new FieldMatch(after + close.Length - at, start, end - start)
            : null;
    }

    private static int Blanks(string text, int at)
    {
        while (at < text.Length && text[at] is (' ' or '\t'))
            at++;
        return at;
    }
}
