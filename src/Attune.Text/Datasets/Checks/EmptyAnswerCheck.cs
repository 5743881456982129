using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row whose answer is empty or white space teaches the model to say nothing.</summary>
public sealed class EmptyAnswerCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3050";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.Of(Check);

    private IEnumerable<Finding> Check(CheckedRow row)
    {
        if (string.IsNullOrWhiteSpace(row.Answer))
            yield return row.AnswerFinding(Code, "The row's answer is empty.", "Write the answer, or delete the row.");
    }
}
