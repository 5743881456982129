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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var trained = new Dictionary<string, CheckedRow>();
        foreach (var row in rows.All.Where(row => row.Part == DatasetPart.Train))
            trained.TryAdd(Key(row), row);
        foreach (var row in rows.All.Where(row => row.Part == DatasetPart.Test))
        {
            if (trained.TryGetValue(Key(row), out var twin))
            {
                yield return row.Finding(
                    Code, $"The held-out row asks the same as {twin.Source}, which is trained on.", "Delete one of them, or put both in one file.");
            }
        }
    }

    /// <summary>A text without a question is its own.</summary>
    private static string Key(CheckedRow row) => row.Question.Length > 0 ? row.Question : row.Answer;
}
