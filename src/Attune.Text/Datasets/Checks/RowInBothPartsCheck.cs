using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A held-out row whose prompt was trained on measures memory, not skill.</summary>
public sealed class RowInBothPartsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3056";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (trained, archive) = (new HashedRows(rows.Expected), rows.Archive);
        return RowByRow.Of(row => Check(row, rows.Number, trained, archive));
    }

    private IEnumerable<Finding> Check(CheckedRow row, int number, HashedRows trained, RowArchive archive)
    {
        var key = TextHash.Of(Key(row));
        if (row.Part == DatasetPart.Train)
        {
            trained.FirstOrAdd(key, number);
        }
        else if (trained.First(key) is >= 0 and var twin)
        {
            yield return row.Finding(
                Code, $"The held-out row asks the same as {archive.Read(twin).Source}, which is trained on.", "Delete one of them, or put both in one file.");
        }
    }

    /// <summary>A text without a question is its own.</summary>
    private static string Key(CheckedRow row) => row.Question.Length > 0 ? row.Question : row.Answer;
}
