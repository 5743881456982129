using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A label that only held-out rows have cannot be learned.</summary>
public sealed class LabelOnlyHeldOutCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3064";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var (label, labelled) in rows.Labels?.Rows ?? new Dictionary<string, IReadOnlyList<CheckedRow>>())
        {
            if (labelled.Any(row => row.Part == DatasetPart.Train) || rows.All.All(row => row.Part == DatasetPart.Test))
                continue;
            yield return labelled[0].AnswerFinding(
                Code, $"No row that is trained on has the label {DataErrors.Show(label)}, and {labelled.Count} held-out rows have.",
                "Add rows of that label, or choose the held-out rows by another seed.");
        }
    }
}
