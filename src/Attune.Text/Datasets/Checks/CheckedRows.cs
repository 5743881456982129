using Attune.Text.Datasets.Checks.Similarity;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// The rows of a dataset as they pass by: what the rules must know before the first, and what several rules find out
/// together, once. Nothing is found out that no rule has asked for at its beginning.
/// </summary>
public sealed class CheckedRows : IDisposable
{
    private readonly Lazy<LabelColumn> _labels;
    private readonly Lazy<RowArchive> _archive;
    private readonly Lazy<SameRows> _same;
    private readonly Lazy<SimilarRows> _similar;

    internal CheckedRows(DatasetCheckOptions options, int expected)
    {
        Options = options;
        Expected = expected;
        _labels = new(() => new LabelColumn(expected, options.Labels.Count > 0));
        _archive = new(() => new RowArchive(options.WorkFolder, expected));
        _same = new(() => new SameRows(expected));
        _similar = new(() => new SimilarRows(_archive.Value, expected));
    }

    /// <summary>Context length, stop tokens and the like.</summary>
    public DatasetCheckOptions Options { get; }

    /// <summary>How many rows there will be.</summary>
    internal int Expected { get; }

    /// <summary>The number of the row that the rules look at, from 0.</summary>
    internal int Number { get; private set; } = -1;

    /// <summary>The answers as labels.</summary>
    internal LabelColumn Labels => _labels.Value;

    /// <summary>The rows that were looked at before, by number.</summary>
    internal RowArchive Archive => _archive.Value;

    /// <summary>An earlier row that the row the rules look at is the same as.</summary>
    internal SameRows Same => _same.Value;

    /// <summary>Earlier rows that the row the rules look at is nearly the same as.</summary>
    internal SimilarRows Similar => _similar.Value;

    /// <summary>Goes on to the next row, before any rule looks at it.</summary>
    internal void MoveTo(CheckedRow row)
    {
        Number++;
        if (_labels.IsValueCreated)
            _labels.Value.Add(row);
        if (_same.IsValueCreated)
            _same.Value.Find(row, Number);
        if (_similar.IsValueCreated)
            _similar.Value.Find(row, Number);
        if (_archive.IsValueCreated)
            _archive.Value.Add(row);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_archive.IsValueCreated)
            _archive.Value.Dispose();
    }
}
