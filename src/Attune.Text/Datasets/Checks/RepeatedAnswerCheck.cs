using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>In free text, one answer to many questions is what the model will say to all.</summary>
public sealed class RepeatedAnswerCheck : IRowCheck
{
    private const int FewestTimes = 10;

    private const double LargestShare = 0.02;

    /// <summary>Short answers, such as yes and no, come again by nature.</summary>
    private const int ShortestAnswer = 20;

    /// <inheritdoc/>
    public string Code => "ATT3067";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Labels is not null)
            yield break;
        var times = rows.All.Where(row => row.Answer.Length >= ShortestAnswer && row.Question.Length > 0)
            .GroupBy(row => row.Answer, StringComparer.Ordinal);
        foreach (var same in times)
        {
            var count = same.Count();
            if (count < FewestTimes || count < LargestShare * rows.All.Count || same.Select(row => row.Question).Distinct(StringComparer.Ordinal).Count() < FewestTimes)
                continue;
            yield return same.First().AnswerFinding(
                Code, string.Create(CultureInfo.InvariantCulture, $"{count} of {rows.All.Count} rows have this same answer, {DataErrors.Show(same.Key)}."),
                "See whether it answers all of them; leave most of such rows out.");
        }
    }
}
