using Attune.Tensors;

namespace Attune.Models;

/// <summary>A rotary embedding: which row of which table belongs to a token.</summary>
internal sealed class Rotation
{
    private readonly RotaryOptions _options;
    private readonly int _dimensions, _rotated, _maxPositions;
    private readonly RotaryTable _table;

    public Rotation(RotaryOptions options, int headDimension, int maxPositions)
    {
        _options = options;
        _dimensions = options.Dimensions(headDimension);
        _rotated = options.Rotated(headDimension);
        _maxPositions = maxPositions;
        _table = new RotaryTable(_rotated, Ranges(), AttentionFactor);
    }

    private double AttentionFactor => _options.Scaling?.AttentionFactor(Context(0)) ?? 1;

    /// <summary>Rotates the heads of [T, heads * D].</summary>
    public Tensor Rotate(Tensor x, AttentionContext context, int heads)
    {
        var (table, rows) = context.RotaryRows(this);
        return x.RotaryEmbedding(table, rows, heads);
    }

    /// <summary>The table of a pass, and the row of each of its tokens.</summary>
    internal (RotaryTable Table, int[] Rows) RowsOf(AttentionContext context) => _options.Scaling switch
    {
        LongRopeScaling scaling when scaling.OriginalMaxPositions < _maxPositions => (_table, LongRows(context, scaling)),
        DynamicScaling scaling when context.SequenceLengths().Any(length => length > scaling.OriginalMaxPositions) => DynamicRows(context, scaling),
        _ => (_table, context.Positions),
    };

    private RotaryContext Context(int length) => new(_options.Theta, _dimensions, _maxPositions, length);

    private float[] Frequencies(int length) => RotaryFrequencies.Compute(_options, Context(length));

    /// <summary>LongRoPE's table has the original context's positions with the short divisors first, then all with the long ones.</summary>
    private RotaryRange[] Ranges() => _options.Scaling is LongRopeScaling { OriginalMaxPositions: var original } && original < _maxPositions
        ? [new(Frequencies(original), original), new(Frequencies(original + 1), _maxPositions)]
        : [new(Frequencies(0), _maxPositions)];

    private static int[] LongRows(AttentionContext context, LongRopeScaling scaling)
    {
        var lengths = context.SequenceLengths();
        var rows = (int[])context.Positions.Clone();
        for (var t = 0; t < rows.Length; t++)
        {
            if (lengths[t] > scaling.OriginalMaxPositions)
                rows[t] += scaling.OriginalMaxPositions;
        }

        return rows;
    }

    /// <summary>Beyond the original context every length has frequencies, and so a range of rows, of its own.</summary>
    private (RotaryTable Table, int[] Rows) DynamicRows(AttentionContext context, DynamicScaling scaling)
    {
        var lengths = context.SequenceLengths();
        var (starts, ranges, end) = (new Dictionary<int, int>(), new List<RotaryRange>(), 0);
        var rows = (int[])context.Positions.Clone();
        for (var t = 0; t < rows.Length; t++)
        {
            var length = Math.Max(lengths[t], scaling.OriginalMaxPositions);
            if (!starts.TryGetValue(length, out var start))
            {
                starts.Add(length, start = end);
                ranges.Add(new RotaryRange(Frequencies(length), length));
                end += length;
            }

            rows[t] += start;
        }

        return (new RotaryTable(_rotated, ranges, AttentionFactor), rows);
    }
}
