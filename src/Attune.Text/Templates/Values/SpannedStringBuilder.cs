using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>Writes marked text, up to a limit.</summary>
internal sealed class SpannedStringBuilder(int limit)
{
    private const int LargestKept = 1 << 16;
    private const int MostKept = 8;

    // Builders of earlier renders on this thread: their buffers are large enough for most.
    [ThreadStatic]
    private static Stack<SpannedStringBuilder>? t_kept;

    private int _limit = limit;
    private char[] _text = [];
    private int _length;

    // The end of the last run is written when the run ends: until then it is the end of the text.
    private MarkRun[] _runs = [];
    private int _runCount;

    public int Length => _length;

    /// <summary>How many characters more there may be.</summary>
    public int Room => _limit - _length;

    /// <summary>Whether its buffers are small enough to be kept.</summary>
    public bool IsSmall => _text.Length <= LargestKept && _runs.Length <= LargestKept;

    /// <summary>A builder that is given back by <see cref="Release"/>.</summary>
    public static SpannedStringBuilder Rent(int limit)
    {
        if (t_kept is not { Count: > 0 } kept)
            return new SpannedStringBuilder(limit);
        var builder = kept.Pop();
        builder._limit = limit;
        return builder;
    }

    /// <summary>Empties the builder and keeps its buffers for the next render; nobody may use it afterwards.</summary>
    public void Release()
    {
        Restart(0);
        var kept = t_kept ??= new Stack<SpannedStringBuilder>(MostKept);
        if (IsSmall && kept.Count < MostKept)
            kept.Push(this);
    }

    /// <summary>Empties the builder, for a text of another limit.</summary>
    public void Restart(int limit)
    {
        _limit = limit;
        _length = 0;
        _runCount = 0;
    }

    /// <summary>The error of a text that grows beyond a limit.</summary>
    public static RenderFault TooLong(int limit) => new($"The text grows beyond {limit} characters, the limit for one render.");

    public SpannedStringBuilder Append(string text, Mark mark) => Append(text, 0, text.Length, mark);

    public SpannedStringBuilder Append(string text, int start, int length, Mark mark)
    {
        if (length == 0)
            return this;
        Reserve(length);
        Begin(mark);
        text.CopyTo(start, _text, _length, length);
        _length += length;
        return this;
    }

    public SpannedStringBuilder Append(char character, Mark mark)
    {
        Reserve(1);
        Begin(mark);
        _text[_length++] = character;
        return this;
    }

    /// <summary>Writes a text in double quotes as it is, with what stands before and after them.</summary>
    public void AppendQuoted(string before, string text, string after, Mark mark)
    {
        Reserve(before.Length + text.Length + after.Length + 2);
        Begin(mark);
        Write(before);
        _text[_length++] = '"';
        Write(text);
        _text[_length++] = '"';
        Write(after);
    }

    public SpannedStringBuilder Append(SpannedString text)
    {
        if (text.IsPlain)
            return Append(text.Text, 0, text.Length, text.FirstMark);
        var start = _length;
        Reserve(text.Length);
        if (text.Pieces is { } pieces)
        {
            foreach (var piece in pieces)
                Append(piece);
            return this;
        }

        text.Text.CopyTo(0, _text, start, text.Length);
        foreach (var run in text.Runs)
        {
            Begin(run.Mark);
            _length = start + run.End;
        }

        return this;
    }

    public SpannedStringBuilder Append(SpannedString text, int start, int length)
    {
        text.CopyRuns(start, length, this);
        return this;
    }

    /// <summary>Everything written since a length now belongs to a generation block, whatever was noted inside it.</summary>
    public void MarkGeneration(int from, int generation)
    {
        EndLast();
        var first = _runCount;
        while (first > 0 && _runs[first - 1].End > from)
            first--;
        if (first == _runCount)
            return;
        if ((first == 0 ? 0 : _runs[first - 1].End) < from)
        {
            ReserveRun();
            Array.Copy(_runs, first, _runs, first + 1, _runCount - first);
            _runs[first] = new MarkRun(from, _runs[first].Mark);
            _runCount++;
            first++;
        }

        for (var i = first; i < _runCount; i++)
            _runs[i] = new MarkRun(_runs[i].End, _runs[i].Mark with { Generation = generation });
    }

    public SpannedString ToSpannedString(bool isMarkup = false)
    {
        EndLast();
        var text = new string(_text, 0, _length);
        return _runCount <= 1
            ? new SpannedString(text, _runCount == 0 ? Mark.Template : _runs[0].Mark, isMarkup)
            : new SpannedString(text, Runs(), isMarkup);
    }

    /// <summary>The text, after which the builder is released.</summary>
    public SpannedString Finish(bool isMarkup = false)
    {
        var text = ToSpannedString(isMarkup);
        Release();
        return text;
    }

    /// <summary>Takes back what was written since a length.</summary>
    public SpannedString TakeFrom(int start)
    {
        if (start == _length)
            return SpannedString.Empty;
        EndLast();
        var first = _runCount;
        while (first > 0 && _runs[first - 1].End > start)
            first--;
        var runs = new MarkRun[_runCount - first];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = new MarkRun(_runs[first + i].End - start, _runs[first + i].Mark);
        var taken = new SpannedString(new string(_text, start, _length - start), runs);
        _length = start;
        _runCount = (first == 0 ? 0 : _runs[first - 1].End) < start ? first + 1 : first;
        if (_runCount > first)
            _runs[first] = new MarkRun(start, _runs[first].Mark);
        return taken;
    }

    public SpannedText ToSpannedText()
    {
        EndLast();
        var spans = new OriginSpan[_runCount];
        List<TextRange>? generations = null;
        int count = 0, start = 0, generation = 0;
        for (var i = 0; i < _runCount; i++)
        {
            ref readonly var run = ref _runs[i];
            var mark = run.Mark;
            var length = run.End - start;
            // Neighbours always differ in their marks, but may do so in their generations alone.
            if (count > 0 && (mark.Generation | generation) != 0 && spans[count - 1].Origin == mark.Origin)
                spans[count - 1] = new OriginSpan(spans[count - 1].Start, spans[count - 1].Length + length, mark.Origin);
            else
                spans[count++] = new OriginSpan(start, length, mark.Origin);
            if (mark.Generation != 0)
                AddGeneration(generations ??= [], start, length, isSame: mark.Generation == generation);
            generation = mark.Generation;
            start = run.End;
        }

        if (count < spans.Length)
            Array.Resize(ref spans, count);
        return SpannedText.Covered(new string(_text, 0, _length), spans, generations ?? (IReadOnlyList<TextRange>)[]);
    }

    private static void AddGeneration(List<TextRange> generations, int start, int length, bool isSame)
    {
        var last = generations.Count - 1;
        if (isSame)
            generations[last] = new TextRange(generations[last].Start, generations[last].Length + length);
        else
            generations.Add(new TextRange(start, length));
    }

    private void Write(string text)
    {
        text.CopyTo(0, _text, _length, text.Length);
        _length += text.Length;
    }

    private MarkRun[] Runs()
    {
        var runs = new MarkRun[_runCount];
        Array.Copy(_runs, runs, _runCount);
        return runs;
    }

    private void Reserve(int length)
    {
        if (length > _limit - _length)
            throw TooLong(_limit);
        if (length > _text.Length - _length)
            Array.Resize(ref _text, (int)Math.Min(Math.Max(64, Math.Max(2L * _text.Length, (long)_length + length)), int.MaxValue / 2));
    }

    private void ReserveRun()
    {
        if (_runCount == _runs.Length)
            Array.Resize(ref _runs, Math.Max(4, 2 * _runs.Length));
    }

    // What is written next has this mark.
    private void Begin(Mark mark)
    {
        if (_runCount > 0)
        {
            ref var last = ref _runs[_runCount - 1];
            if (last.Mark == mark)
                return;
            last.End = _length;
        }

        ReserveRun();
        _runs[_runCount++] = new MarkRun(_length, mark);
    }

    private void EndLast()
    {
        if (_runCount > 0)
            _runs[_runCount - 1].End = _length;
    }
}
