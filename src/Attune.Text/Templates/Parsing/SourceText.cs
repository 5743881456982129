using System.Text;

namespace Attune.Text.Templates.Parsing;

/// <summary>A source with line ends as <c>\n</c>, which still knows the places of the source as it was given.</summary>
internal sealed class SourceText
{
    private readonly List<int> _droppedAt = [];
    private readonly List<int> _lineStarts = [0];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

    public SourceText(string source, bool keepTrailingNewline)
    {
        Text = Normalise(source);
        if (!keepTrailingNewline && Text.Length > 0 && Text[Text.Length - 1] == '\n')
            Text = Text.Substring(0, Text.Length - 1);
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
                _lineStarts.Add(i + 1);
        }
    }

    public string Text { get; }

    /// <summary>The same object for equal words: a render that compares names mostly compares references.</summary>
    public string Word(string text)
    {
        if (_words.TryGetValue(text, out var known))
            return known;
        _words.Add(text, text);
        return text;
    }

    /// <summary>The place of a stretch of <see cref="Text"/> in the source as it was given.</summary>
    public SourceRange Range(int position, int length)
    {
        var line = _lineStarts.BinarySearch(position);
        if (line < 0)
            line = ~line - 1;
        var original = Original(position);
        return new SourceRange(original, Original(position + length) - original, line + 1, position - _lineStarts[line] + 1);
    }

    private string Normalise(string source)
    {
        if (source.IndexOf('\r') < 0)
            return source;
        var text = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '\r' && i + 1 < source.Length && source[i + 1] == '\n')
                _droppedAt.Add(text.Length);
            else
                text.Append(source[i] == '\r' ? '\n' : source[i]);
        }

        return text.ToString();
    }

    private int Original(int position)
    {
        var dropped = _droppedAt.BinarySearch(position);
        return position + (dropped < 0 ? ~dropped : dropped);
    }
}
