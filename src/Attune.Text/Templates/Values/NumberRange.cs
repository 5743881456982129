namespace Attune.Text.Templates.Values;

/// <summary>Python's range.</summary>
internal sealed class NumberRange(long start, long stop, long step)
{
    public long Start { get; } = start;

    public long Stop { get; } = stop;

    public long Step { get; } = step;

    public int Count { get; } = CountOf(start, stop, step);

    public object this[int index] => Start + (Step * index);

    public IEnumerable<object?> Items
    {
        get
        {
            for (var i = 0; i < Count; i++)
                yield return this[i];
        }
    }

    /// <summary>The number of items, at most <see cref="int.MaxValue"/>.</summary>
    public static int CountOf(long start, long stop, long step)
    {
        var distance = step > 0 ? (decimal)stop - start : (decimal)start - stop;
        if (distance <= 0)
            return 0;
        var count = Math.Ceiling(distance / Math.Abs((decimal)step));
        return count > int.MaxValue ? int.MaxValue : (int)count;
    }

    public bool SameItems(NumberRange other) =>
        Count == other.Count && (Count == 0 || (Start == other.Start && (Count == 1 || Step == other.Step)));
}
