using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row without a target adds nothing, and a batch of them divides by zero.</summary>
public sealed class NoSupervisedTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3051";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTokens(Check);

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded)
    {
        if (encoded.LastTarget is null)
        {
            yield return row.AnswerFinding(
                Code, "No token of the row is supervised.", "See whether the chat template prints the assistant's content; `inspect` shows the row token by token.");
        }
    }
}
