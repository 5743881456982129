namespace Attune.Text.Datasets.Checks;

/// <summary>A dataset's answers as labels: few short texts that come again and again, or those of a declared set.</summary>
internal sealed class LabelColumn
{
    /// <summary>Fewer rows than this show nothing.</summary>
    private const int FewestRows = 40;

    /// <summary>A label comes this often on average, or the answers are free text.</summary>
    private const int RowsPerLabel = 5;

    private const int LongestLabel = 64;

    private LabelColumn(IReadOnlyList<CheckedRow> rows, bool isDeclared)
    {
        IsDeclared = isDeclared;
        Rows = rows.GroupBy(row => row.Answer, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (IReadOnlyList<CheckedRow>)[.. group], StringComparer.Ordinal);
    }

    public bool IsDeclared { get; }

    /// <summary>The rows of each label, in row order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CheckedRow>> Rows { get; }

    /// <param name="rows">All rows.</param>
    /// <param name="declared">The declared labels, if any.</param>
    public static LabelColumn? Find(IReadOnlyList<CheckedRow> rows, IReadOnlyList<string> declared)
    {
        if (declared.Count > 0)
            return new LabelColumn(rows, isDeclared: true);
        if (rows.Count < FewestRows)
            return null;
        var distinct = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Answer.Length > LongestLabel || row.Answer.Contains('\n') || (distinct.Add(row.Answer) && distinct.Count * RowsPerLabel > rows.Count))
                return null;
        }

        return new LabelColumn(rows, isDeclared: false);
    }
}
