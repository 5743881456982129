using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>The same conversation twice in one part counts double in the loss or in the pass rate.</summary>
public sealed class DuplicateRowCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3055";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (same, archive) = (rows.Same, rows.Archive);
        return RowByRow.Of(row => Check(row, same.First, archive));
    }

    private IEnumerable<Finding> Check(CheckedRow row, int first, RowArchive archive)
    {
        if (first >= 0)
            yield return row.Finding(Code, $"The row is the same as {archive.Read(first).Source}.", "Delete one of them.");
    }
}
