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
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows.Labels);
    }

    private sealed class Pass(string code, LabelColumn labels) : IRowPass
    {
        public void Look(CheckedRow row, FindingList found)
        {
        }

        public void End(FindingList found)
        {
            if (labels.Labels.Count < 2)
                return;
            var trained = labels.Labels.Where(label => label.Value.Trained > 0).ToList();
            var all = trained.Sum(label => label.Value.Trained);
            var counts = trained.ConvertAll(label => label.Value.Trained);
            counts.Sort();
            foreach (var (label, rows) in trained)
            {
                var median = counts[counts.Count / 2];
                if (rows.Trained > LargestShare * all)
                {
                    found.Add(rows.First.Finding(
                        code, string.Create(CultureInfo.InvariantCulture, $"The label {DataErrors.Show(label)} is the answer of {rows.Trained} of {all} rows that are trained on: answering it always is right as often."),
                        "Add rows of the other labels, or leave some of this one out."));
                }
                else if (rows.Trained * RarerThanMedian <= median)
                {
                    found.Add(rows.First.Finding(
                        code, string.Create(CultureInfo.InvariantCulture, $"The label {DataErrors.Show(label)} has {rows.Trained} of {all} rows that are trained on; half of the labels have {median} or more."),
                        "Add rows of that label, or join it with another."));
                }
            }
        }
    }
}
