using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>Two rows of one part with nearly the same question and answer count nearly double.</summary>
public sealed class NearDuplicateRowCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3077";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var (row, earlier, similarity) in rows.Similar)
        {
            if (row.Part != earlier.Part || (row.Question == earlier.Question && row.Answer == earlier.Answer))
                continue;
            yield return row.Finding(
                Code, string.Create(CultureInfo.InvariantCulture, $"The row is nearly the same as {earlier.Source} (similarity {similarity:0.00})."),
                "Delete one of them, unless the difference is what the model is to learn.");
        }
    }
}
