using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>An answer that is none of the declared labels is a typing mistake or another dataset's row.</summary>
public sealed class UnknownLabelCheck : IRowCheck
{
    private const int ShownLabels = 12;

    /// <inheritdoc/>
    public string Code => "ATT3062";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var labels = rows.Options.Labels;
        if (labels.Count == 0)
            return RowByRow.Nothing;
        var known = labels.ToHashSet(StringComparer.Ordinal);
        return RowByRow.Of(row => Check(row, labels, known));
    }

    private IEnumerable<Finding> Check(CheckedRow row, IReadOnlyList<string> labels, HashSet<string> known)
    {
        if (known.Contains(row.Answer) || row.Answer.Length == 0)
            yield break;
        var meant = labels.FirstOrDefault(label => Plain(label) == Plain(row.Answer));
        yield return row.AnswerFinding(
            Code, $"{DataErrors.Show(row.Answer)} is none of the {labels.Count} labels.",
            meant is null
                ? $"Use one of {string.Join(", ", labels.Take(ShownLabels))}{(labels.Count > ShownLabels ? ", …" : "")}, or declare it."
                : $"Did you mean {DataErrors.Show(meant)}?");
    }

    private static string Plain(string label) =>
        string.Concat(label.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
