using System.Text;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>The same conversation twice in one part counts double in the loss or in the pass rate.</summary>
public sealed class DuplicateRowCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3055";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var seen = new Dictionary<(DatasetPart, string, string), CheckedRow>();
        foreach (var row in rows.All)
        {
            var key = (row.Part, row.Question.Normalize(NormalizationForm.FormC), row.Answer.Normalize(NormalizationForm.FormC));
            if (!seen.TryAdd(key, row))
                yield return row.Finding(Code, $"The row is the same as {seen[key].Source}.", "Delete one of them.");
        }
    }
}
