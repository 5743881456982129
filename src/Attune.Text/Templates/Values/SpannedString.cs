namespace Attune.Text.Templates.Values;

/// <summary>
/// The template language's string: a text whose characters know where they came from. Equal by text alone.
/// Indices here are UTF-16; the language's own indices are code points (<see cref="CodePoints"/>).
/// </summary>
internal sealed class SpannedString : IEquatable<SpannedString>
{
    public static readonly SpannedString Empty = new("", Mark.Template);

    // Longer lists of pieces are joined at once: a text that grows piece by piece is still copied seldom.
    private const int MostPieces = 16;

    private readonly Mark _mark;
    private string? _text;

    // The runs of a text with several marks; the pieces of a text that nobody has read yet; otherwise nothing.
    private object? _parts;
    private int _codePoints = -1;

    public SpannedString(string text, Mark mark, bool isMarkup = false)
    {
        _text = text;
        Length = text.Length;
        _mark = mark;
        IsMarkup = isMarkup;
    }

    /// <summary>Takes the runs as its own; they must cover the text.</summary>
    public SpannedString(string text, MarkRun[] runs, bool isMarkup = false)
    {
        _text = text;
        Length = text.Length;
        IsMarkup = isMarkup;
        if (runs.Length > 1)
            _parts = runs;
        _mark = runs.Length == 0 ? Mark.Template : runs[0].Mark;
    }

    private SpannedString(SpannedString other, bool isMarkup)
    {
        _text = other.Text;
        Length = other.Length;
        _mark = other._mark;
        _parts = other._parts;
        IsMarkup = isMarkup;
    }

    private SpannedString(SpannedString[] pieces, int length)
    {
        _parts = pieces;
        Length = length;
        _mark = pieces[0]._mark;
    }

    public string Text => _text ?? Join();

    public int Length { get; }

    /// <summary>Whether it counts as already escaped for HTML (filters <c>safe</c>, <c>escape</c>).</summary>
    public bool IsMarkup { get; }

    /// <summary>Whether all characters have one mark.</summary>
    public bool IsUniform => Marks is null;

    /// <summary>The runs of a string that is not uniform.</summary>
    public MarkRun[] Runs => Marks ?? throw new InvalidOperationException("The string is uniform.");

    /// <summary>Whether it is a text of one mark and not in pieces.</summary>
    public bool IsPlain => _parts is null;

    /// <summary>Its pieces in order, as long as nobody has read its text; otherwise null.</summary>
    public SpannedString[]? Pieces => _text is null ? _parts as SpannedString[] : null;

    /// <summary>The mark of the first character: the one that text made out of this string takes.</summary>
    public Mark FirstMark => _mark;

    public int CodePoints => _codePoints >= 0 ? _codePoints : _codePoints = CodePointText.Count(Text);

    public bool HasSurrogatePairs => CodePoints != Text.Length;

    public static SpannedString Literal(string text) => text.Length == 0 ? Empty : new SpannedString(text, Mark.Template);

    /// <summary>
    /// Texts behind one another. They are copied when somebody reads the whole text, which nobody does where it is only
    /// written to the output.
    /// </summary>
    /// <param name="pieces">Texts that are not empty and no markup; the array is the string's own from here on.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="length">Their length together.</param>
    public static SpannedString OfPieces(SpannedString[] pieces, int count, int length)
    {
        if (count <= 1)
            return count == 0 ? Empty : pieces[0];
        var total = 0;
        for (var i = 0; i < count; i++)
            total += pieces[i].Pieces?.Length ?? 1;
        if (total != count || count != pieces.Length)
            pieces = Flat(pieces, count, total);
        var text = new SpannedString(pieces, length);
        if (total > MostPieces)
            text.Join();
        return text;
    }

    public Mark MarkAt(int index) => Marks is { } runs ? runs[RunAt(runs, index)].Mark : _mark;

    public SpannedString AsMarkup(bool isMarkup) => isMarkup == IsMarkup ? this : new SpannedString(this, isMarkup);

    /// <summary>The same marks over another text of the same length.</summary>
    public SpannedString WithText(string text) =>
        Marks is { } runs ? new SpannedString(text, runs) : new SpannedString(text, _mark);

    public SpannedString Slice(int start, int length)
    {
        if (length == 0)
            return Empty;
        if (length == Text.Length)
            return AsMarkup(false);
        var text = Text.Substring(start, length);
        if (Marks is not { } given)
            return new SpannedString(text, _mark);
        var first = RunAt(given, start);
        var last = RunAt(given, start + length - 1);
        var runs = new MarkRun[last - first + 1];
        for (var i = first; i <= last; i++)
            runs[i - first] = new MarkRun(Math.Min(given[i].End, start + length) - start, given[i].Mark);
        return new SpannedString(text, runs);
    }

    /// <summary>Calls back with each run inside a stretch: start, length, mark.</summary>
    public void CopyRuns(int start, int length, SpannedStringBuilder to)
    {
        if (length == 0)
            return;
        if (Marks is not { } runs)
        {
            to.Append(Text, start, length, _mark);
            return;
        }

        var end = start + length;
        for (var i = RunAt(runs, start); start < end; i++)
        {
            var stop = Math.Min(runs[i].End, end);
            to.Append(Text, start, stop - start, runs[i].Mark);
            start = stop;
        }
    }

    public bool Equals(SpannedString? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SpannedString);

    public override int GetHashCode() => Text.GetHashCode();

    public override string ToString() => Text;

    private MarkRun[]? Marks
    {
        get
        {
            if (_text is null)
                Join();
            return _parts as MarkRun[];
        }
    }

    // Pieces that are in pieces themselves are replaced by those.
    private static SpannedString[] Flat(SpannedString[] pieces, int count, int total)
    {
        var flat = new SpannedString[total];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            if (pieces[i].Pieces is { } inner)
            {
                inner.CopyTo(flat, at);
                at += inner.Length;
            }
            else
            {
                flat[at++] = pieces[i];
            }
        }

        return flat;
    }

    private string Join()
    {
        var builder = SpannedStringBuilder.Rent(Length);
        foreach (var piece in (SpannedString[])_parts!)
            builder.Append(piece);
        var joined = builder.Finish();
        _parts = joined._parts;
        return _text = joined._text!;
    }

    private static int RunAt(MarkRun[] runs, int index)
    {
        int low = 0, high = runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].End <= index)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
