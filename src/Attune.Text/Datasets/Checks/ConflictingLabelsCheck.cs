using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// One question with two labels: one of them is wrong, or the question does not decide. For answers in free text two of
/// them are no mistake, so the rule keeps to labels and to JSON values.
/// </summary>
public sealed class ConflictingLabelsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3063";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var first = new Dictionary<string, CheckedRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.All)
        {
            if (row.Question.Length == 0 || (rows.Labels is null && !IsJson(row.Answer)) || first.TryAdd(row.Question, row))
                continue;
            var other = first[row.Question];
            if (other.Answer == row.Answer)
                continue;
            yield return row.AnswerFinding(
                Code, $"The same question has the answer {DataErrors.Show(row.Answer)} here and {DataErrors.Show(other.Answer)} at {other.Source}.",
                "Correct one of them, or delete both.");
        }
    }

    private static bool IsJson(string answer) => answer is ['{', .., '}'] or ['[', .., ']'];
}
