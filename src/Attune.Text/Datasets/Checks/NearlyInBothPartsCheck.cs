using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A held-out row that asks nearly what a trained row asks is easier than an unseen one: the measured share is too high.</summary>
public sealed class NearlyInBothPartsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3078";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var (row, earlier, similarity) in rows.Similar)
        {
            if (row.Part == earlier.Part || row.Question == earlier.Question)
                continue;
            yield return row.Finding(
                Code, string.Create(CultureInfo.InvariantCulture, $"The held-out row asks nearly the same as {earlier.Source}, which is trained on (similarity {similarity:0.00})."),
                "Put both in one part, or delete one.");
        }
    }
}
