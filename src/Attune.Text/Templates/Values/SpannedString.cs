namespace Attune.Text.Templates.Values;

/// <summary>
/// The template language's string: a text whose characters know where they came from. Equal by text alone.
/// Indices here are UTF-16; the language's own indices are code points (<see cref="CodePoints"/>).
/// </summary>
internal sealed class SpannedString : IEquatable<SpannedString>
{
    public static readonly SpannedString Empty = new("", Mark.Template);

    private readonly Mark _mark;
    private readonly MarkRun[]? _runs;
    private int _codePoints = -1;

    public SpannedString(string text, Mark mark, bool isMarkup = false)
    {
        Text = text;
        _mark = mark;
        IsMarkup = isMarkup;
    }

    /// <summary>Takes the runs as its own; they must cover the text.</summary>
    public SpannedString(string text, MarkRun[] runs, bool isMarkup = false)
    {
        Text = text;
        IsMarkup = isMarkup;
        if (runs.Length > 1)
            _runs = runs;
        _mark = runs.Length == 0 ? Mark.Template : runs[0].Mark;
    }

    private SpannedString(SpannedString other, bool isMarkup)
    {
        Text = other.Text;
        _mark = other._mark;
        _runs = other._runs;
        IsMarkup = isMarkup;
    }

    public string Text { get; }

    public int Length => Text.Length;

    /// <summary>Whether it counts as already escaped for HTML (filters <c>safe</c>, <c>escape</c>).</summary>
    public bool IsMarkup { get; }

    /// <summary>Whether all characters have one mark.</summary>
    public bool IsUniform => _runs is null;

    /// <summary>The runs of a string that is not uniform.</summary>
    public MarkRun[] Runs => _runs ?? throw new InvalidOperationException("The string is uniform.");

    /// <summary>The mark of the first character: the one that text made out of this string takes.</summary>
    public Mark FirstMark => _mark;

    public int CodePoints => _codePoints >= 0 ? _codePoints : _codePoints = CodePointText.Count(Text);

    public bool HasSurrogatePairs => CodePoints != Text.Length;

    public static SpannedString Literal(string text) => text.Length == 0 ? Empty : new SpannedString(text, Mark.Template);

    public Mark MarkAt(int index) => _runs is null ? _mark : _runs[RunAt(index)].Mark;

    public SpannedString AsMarkup(bool isMarkup) => isMarkup == IsMarkup ? this : new SpannedString(this, isMarkup);

    /// <summary>The same marks over another text of the same length.</summary>
    public SpannedString WithText(string text) =>
        _runs is null ? new SpannedString(text, _mark) : new SpannedString(text, _runs);

    public SpannedString Slice(int start, int length)
    {
        if (length == 0)
            return Empty;
        if (length == Text.Length)
            return AsMarkup(false);
        var text = Text.Substring(start, length);
        if (_runs is null)
            return new SpannedString(text, _mark);
        var first = RunAt(start);
        var last = RunAt(start + length - 1);
        var runs = new MarkRun[last - first + 1];
        for (var i = first; i <= last; i++)
            runs[i - first] = new MarkRun(Math.Min(_runs[i].End, start + length) - start, _runs[i].Mark);
        return new SpannedString(text, runs);
    }

    /// <summary>Calls back with each run inside a stretch: start, length, mark.</summary>
    public void CopyRuns(int start, int length, SpannedStringBuilder to)
    {
        if (length == 0)
            return;
        if (_runs is null)
        {
            to.Append(Text, start, length, _mark);
            return;
        }

        var end = start + length;
        for (var i = RunAt(start); start < end; i++)
        {
            var stop = Math.Min(_runs[i].End, end);
            to.Append(Text, start, stop - start, _runs[i].Mark);
            start = stop;
        }
    }

    public bool Equals(SpannedString? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SpannedString);

    public override int GetHashCode() => Text.GetHashCode();

    public override string ToString() => Text;

    private int RunAt(int index)
    {
        int low = 0, high = _runs!.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].End <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
