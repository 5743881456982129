using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// A label that most rows have is a good guess without reading; a label that hardly any has is not learned. Both are
/// measured against the median label, so that many labels of natural frequencies say nothing.
/// </summary>
public sealed class LabelImbalanceCheck : IRowCheck
{
    /// <summary>Above this share of the rows, always answering the label looks like skill.</summary>
    private const double LargestShare = 0.9;

    /// <summary>A label so many times rarer than the median one is hardly ever learned.</summary>
    private const int RarerThanMedian = 20;

    /// <inheritdoc/>
    public string Code => "ATT3065";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Labels is not { Rows.Count: > 1 } labels)
            yield break;
        var trained = labels.Rows
            .Select(label => (label.Key, Rows: label.Value.Where(row => row.Part == DatasetPart.Train).ToList()))
            .Where(label => label.Rows.Count > 0).ToList();
        var all = trained.Sum(label => label.Rows.Count);
        var counts = trained.ConvertAll(label => label.Rows.Count);
        counts.Sort();
        foreach (var (label, labelled) in trained)
        {
            var median = counts[counts.Count / 2];
            if (labelled.Count > LargestShare * all)
            {
                yield return labelled[0].AnswerFinding(
                    Code, string.Create(CultureInfo.InvariantCulture, $"The label {DataErrors.Show(label)} is the answer of {labelled.Count} of {all} rows that are trained on: answering it always is right as often."),
                    "Add rows of the other labels, or leave some of this one out.");
            }
            else if (labelled.Count * RarerThanMedian <= median)
            {
                yield return labelled[0].AnswerFinding(
                    Code, string.Create(CultureInfo.InvariantCulture, $"The label {DataErrors.Show(label)} has {labelled.Count} of {all} rows that are trained on; half of the labels have {median} or more."),
                    "Add rows of that label, or join it with another.");
            }
        }
    }
}
