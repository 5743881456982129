using Attune.Text.Templates.Languages.Fields;

namespace Attune.Text.Templates.Languages.Dollars;

/// <summary><c>$NAME</c>, or <c>${NAME}</c> where letters follow. After two signs, <c>$$NAME</c>, it is the text <c>$NAME</c>.</summary>
internal sealed class DollarForm : IFieldForm
{
    public char Opening => '$';

    public bool HasPaths => false;

    public FieldMatch? Match(string text, int at)
    {
        var isDoubled = at + 1 < text.Length && text[at + 1] == '$';
        var start = at + (isDoubled ? 2 : 1);
        var isEnclosed = start < text.Length && text[start] == '{';
        if (isEnclosed)
            start++;
        var end = FieldNames.End(text, start);
        if (end == start || (isEnclosed && (end >= text.Length || text[end] != '}')))
            return null;
        var after = isEnclosed ? end + 1 : end;
        return new FieldMatch(after - at, start, end - start, isDoubled ? text.Substring(at + 1, after - at - 1) : null);
    }
}
