using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Datasets.Checks.Similarity;

namespace Attune.Text.Datasets.Checks;

/// <summary>Two rows of one part with nearly the same question and answer count nearly double.</summary>
public sealed class NearDuplicateRowCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3077";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var similar = rows.Similar;
        return RowByRow.Of(row => Check(row, similar.InPart));
    }

    private IEnumerable<Finding> Check(CheckedRow row, SimilarRow? near)
    {
        if (near is not { Earlier: var earlier } || (TextHash.Of(row.Question) == earlier.Question && row.Answer == earlier.Answer))
            yield break;
        yield return row.Finding(
            Code, string.Create(CultureInfo.InvariantCulture, $"The row is nearly the same as {earlier.Source} (similarity {near.Similarity:0.00})."),
            "Delete one of them, unless the difference is what the model is to learn.");
    }
}
