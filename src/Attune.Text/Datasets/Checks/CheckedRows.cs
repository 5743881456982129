using Attune.Text.Datasets.Checks.Similarity;

namespace Attune.Text.Datasets.Checks;

/// <summary>All rows of a dataset, what the rules must know besides, and what several rules find out together, once.</summary>
public sealed class CheckedRows
{
    private readonly Lazy<LabelColumn?> _labels;
    private readonly Lazy<IReadOnlyList<SimilarPair>> _similar;

    internal CheckedRows(IReadOnlyList<CheckedRow> rows, DatasetCheckOptions options)
    {
        All = rows;
        Options = options;
        _labels = new(() => LabelColumn.Find(rows, options.Labels));
        _similar = new(() => SimilarRows.Find(rows));
    }

    /// <summary>The rows, in the order of the files.</summary>
    public IReadOnlyList<CheckedRow> All { get; }

    /// <summary>Context length, stop tokens and the like.</summary>
    public DatasetCheckOptions Options { get; }

    /// <summary>The answers as labels; null where they are free text.</summary>
    internal LabelColumn? Labels => _labels.Value;

    /// <summary>Rows that are nearly the same as an earlier one.</summary>
    internal IReadOnlyList<SimilarPair> Similar => _similar.Value;

    /// <summary>Rows with their tokens.</summary>
    internal IEnumerable<(CheckedRow Row, EncodedRow Encoded)> Encoded()
    {
        foreach (var row in All)
        {
            if (row.Encoded is { } encoded)
                yield return (row, encoded);
        }
    }

    /// <summary>The texts that a model sees, with the row of each.</summary>
    internal IEnumerable<(CheckedRow Row, RowField Field)> Texts()
    {
        foreach (var row in All)
        {
            foreach (var field in row.Fields)
            {
                if (field.Role != FieldRole.Unused)
                    yield return (row, field);
            }
        }
    }
}
