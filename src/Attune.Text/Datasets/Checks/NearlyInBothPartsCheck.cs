using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Datasets.Checks.Similarity;

namespace Attune.Text.Datasets.Checks;

/// <summary>A held-out row that asks nearly what a trained row asks is easier than an unseen one: the measured share is too high.</summary>
public sealed class NearlyInBothPartsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3078";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var similar = rows.Similar;
        return RowByRow.Of(row => Check(row, similar.Trained));
    }

    private IEnumerable<Finding> Check(CheckedRow row, SimilarRow? near)
    {
        if (near is not { Earlier: var earlier } || TextHash.Of(row.Question) == earlier.Question)
            yield break;
        yield return row.Finding(
            Code, string.Create(CultureInfo.InvariantCulture, $"The held-out row asks nearly the same as {earlier.Source}, which is trained on (similarity {near.Similarity:0.00})."),
            "Put both in one part, or delete one.");
    }
}
