using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary><c>a[start:stop:step]</c> on strings (by code point), lists, tuples and ranges.</summary>
internal static class Slicing
{
    public static object? Slice(RenderContext context, object? owner, object? start, object? stop, object? step)
    {
        var by = step is null ? 1 : Index(step);
        if (by == 0)
            throw new RenderFault("The step of a slice cannot be zero.");
        switch (owner)
        {
            case SpannedString text:
                return SliceText(context, text, Bounds(text.CodePoints, start, stop, by));
            case TemplateSequence sequence:
                var bounds = Bounds(sequence.Count, start, stop, by);
                context.ChargeValue(bounds.Count);
                var items = new object?[bounds.Count];
                for (var i = 0; i < items.Length; i++)
                    items[i] = sequence.Items[bounds.Start + (i * by)];
                return sequence.With(items);
            case NumberRange range:
                var (from, to) = Ends(range.Count, start, stop, by);
                return new NumberRange(range.Start + (from * range.Step), range.Start + (to * range.Step), range.Step * by);
            case Undefined missing:
                throw new RenderFault(missing.Reason);
            default:
                throw new RenderFault($"{Iteration.Capital(TypeNames.Of(owner))} cannot be sliced.");
        }
    }

    public static SpannedString CodePointAt(SpannedString text, int index)
    {
        if (!text.HasSurrogatePairs)
            return text.Slice(index, 1);
        var at = CodePointText.Advance(text.Text, 0, index);
        return text.Slice(at, CodePointText.LengthAt(text.Text, at));
    }

    /// <summary>A stretch given in code points.</summary>
    public static SpannedString CodePoints(SpannedString text, int start, int count)
    {
        if (!text.HasSurrogatePairs)
            return text.Slice(start, count);
        var from = CodePointText.Advance(text.Text, 0, start);
        return text.Slice(from, CodePointText.Advance(text.Text, from, count) - from);
    }

    private static SpannedString SliceText(RenderContext context, SpannedString text, (int Start, int Count, int Step) bounds)
    {
        context.ChargeValue(bounds.Count);
        if (bounds.Step == 1 || bounds.Count <= 1)
            return bounds.Count == 0 ? SpannedString.Empty : CodePoints(text, bounds.Start, bounds.Count);
        var starts = new List<int>(text.CodePoints);
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text.Text, i))
            starts.Add(i);
        var builder = context.NewBuilder();
        for (var i = 0; i < bounds.Count; i++)
        {
            var at = starts[bounds.Start + (i * bounds.Step)];
            builder.Append(text, at, CodePointText.LengthAt(text.Text, at));
        }

        return builder.Finish();
    }

    private static (int Start, int Count, int Step) Bounds(int length, object? start, object? stop, int step)
    {
        var (from, to) = Ends(length, start, stop, step);
        var distance = step > 0 ? (long)to - from : (long)from - to;
        var by = Math.Abs((long)step);
        return (from, distance <= 0 ? 0 : (int)((distance + by - 1) / by), step);
    }

    private static (int From, int To) Ends(int length, object? start, object? stop, int step)
    {
        var low = step > 0 ? 0 : -1;
        var high = step > 0 ? length : length - 1;
        var from = start is null ? (step > 0 ? low : high) : Clip(Index(start), length, low, high);
        var to = stop is null ? (step > 0 ? high : low) : Clip(Index(stop), length, low, high);
        return (from, to);
    }

    private static int Clip(int index, int length, int low, int high)
    {
        var at = index < 0 ? (long)index + length : index;
        return (int)Math.Max(low, Math.Min(high, at));
    }

    private static int Index(object value) => Numbers.IsInteger(value) ? Numbers.ToIndex(value)
        : throw new RenderFault(value is Undefined missing ? missing.Reason : $"The bounds of a slice must be integers, not {TypeNames.Of(value)}.");
}
