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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var (row, encoded) in rows.Encoded())
        {
            if (encoded.LastTarget is not { } last || rows.Options.StopTokenIds.Contains(last))
                continue;
            yield return row.AnswerFinding(
                Code,
                $"The last supervised token is {rows.Options.Show(last)}, not a stop token.",
                "The chat template must write the stop token right after the assistant's content; declare it with [ChatTemplate(..., StopToken = ...)] or mend the base model's generation_config.json.");
        }
    }
}
