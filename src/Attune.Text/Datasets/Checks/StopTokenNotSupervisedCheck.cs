using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A model that never sees the stop token as a target never learns to stop.</summary>
public sealed class StopTokenNotSupervisedCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3052";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return RowByRow.OfTokens((row, encoded) => Check(row, encoded, rows.Options));
    }

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded, DatasetCheckOptions options)
    {
        if (row.IsWholeText || encoded.LastTarget is not { } last || options.StopTokenIds.Contains(last))
            yield break;
        yield return row.AnswerFinding(
            Code,
            $"The last supervised token is {options.Show(last)}, not a stop token.",
            "The chat template must write the stop token right after the assistant's content; declare it with [ChatTemplate(..., StopToken = ...)] or mend the base model's generation_config.json.");
    }
}
