using System.Text;
using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>Writes marked text, up to a limit.</summary>
internal sealed class SpannedStringBuilder(int limit)
{
    private readonly StringBuilder _text = new();
    private readonly List<MarkRun> _runs = [];

    public int Length => _text.Length;

    public SpannedStringBuilder Append(string text, Mark mark) => Append(text, 0, text.Length, mark);

    public SpannedStringBuilder Append(string text, int start, int length, Mark mark)
    {
        if (length == 0)
            return this;
        if (length > limit - _text.Length)
            throw new RenderFault($"The text grows beyond {limit} characters, the limit for one render.");
        _text.Append(text, start, length);
        Extend(mark);
        return this;
    }

    public SpannedStringBuilder Append(char character, Mark mark)
    {
        if (_text.Length >= limit)
            throw new RenderFault($"The text grows beyond {limit} characters, the limit for one render.");
        _text.Append(character);
        Extend(mark);
        return this;
    }

    public SpannedStringBuilder Append(SpannedString text)
    {
        text.CopyRuns(0, text.Length, this);
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
        var first = _runs.Count;
        while (first > 0 && _runs[first - 1].End > from)
            first--;
        if (first == _runs.Count)
            return;
        if ((first == 0 ? 0 : _runs[first - 1].End) < from)
        {
            _runs.Insert(first, new MarkRun(from, _runs[first].Mark));
            first++;
        }

        for (var i = first; i < _runs.Count; i++)
            _runs[i] = new MarkRun(_runs[i].End, _runs[i].Mark with { Generation = generation });
    }

    public SpannedString ToSpannedString(bool isMarkup = false) => new(_text.ToString(), [.. _runs], isMarkup);

    public SpannedText ToSpannedText()
    {
        var spans = new List<OriginSpan>();
        var generations = new List<TextRange>();
        int start = 0, generation = 0;
        foreach (var run in _runs)
        {
            var length = run.End - start;
            var origin = run.Mark.Origin;
            var last = spans.Count - 1;
            if (last >= 0 && spans[last].Origin == origin)
                spans[last] = new OriginSpan(spans[last].Start, spans[last].Length + length, origin);
            else
                spans.Add(new OriginSpan(start, length, origin));
            if (run.Mark.Generation != 0 && run.Mark.Generation == generation)
                generations[generations.Count - 1] = new TextRange(generations[generations.Count - 1].Start, generations[generations.Count - 1].Length + length);
            else if (run.Mark.Generation != 0)
                generations.Add(new TextRange(start, length));
            generation = run.Mark.Generation;
            start = run.End;
        }

        return new SpannedText(_text.ToString(), spans, generations);
    }

    private void Extend(Mark mark)
    {
        if (_runs.Count > 0 && _runs[_runs.Count - 1].Mark == mark)
            _runs[_runs.Count - 1] = new MarkRun(_text.Length, mark);
        else
            _runs.Add(new MarkRun(_text.Length, mark));
    }
}
