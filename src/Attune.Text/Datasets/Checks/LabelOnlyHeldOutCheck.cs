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
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows.Labels);
    }

    private sealed class Pass(string code, LabelColumn labels) : IRowPass
    {
        private bool _anyTrained;

        public void Look(CheckedRow row, FindingList found) => _anyTrained |= row.Part == DatasetPart.Train;

        public void End(FindingList found)
        {
            foreach (var (label, rows) in labels.Labels)
            {
                if (rows.Trained > 0 || !_anyTrained)
                    continue;
                found.Add(rows.First.Finding(
                    code, $"No row that is trained on has the label {DataErrors.Show(label)}, and {rows.HeldOut} held-out rows have.",
                    "Add rows of that label, or choose the held-out rows by another seed."));
            }
        }
    }
}
