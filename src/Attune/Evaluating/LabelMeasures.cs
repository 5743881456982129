using Attune.Evaluation;
using Attune.Preparation;

namespace Attune.Evaluating;

/// <summary>
/// Where the answers are labels, exact match of base and tuned model beside what a bag of words reaches on the same rows:
/// a tuned model that does not beat counting words is not worth its weights.
/// </summary>
internal static class LabelMeasures
{
    public static IReadOnlyList<ReportFact> Of<TRow>(PreparedRecipe<TRow> prepared, IReadOnlyList<Completion> before, IReadOnlyList<Completion> after)
    {
        if (prepared.Baseline is not { } baseline)
            return [];
        var expected = prepared.Test.Select(row => row.Encoded.Answer).ToList();
        return
        [
            new("labels", $"{baseline.Labels}"),
            Measure("exact label, naive Bayes (bag of words)", expected, prepared.Test.Select(row => baseline.Predict(row.Encoded.Conversation.Messages))),
            Measure("exact label, base model", expected, before.Select(answer => answer.Text)),
            Measure("exact label, tuned model", expected, after.Select(answer => answer.Text)),
        ];
    }

    private static ReportFact Measure(string name, List<string> expected, IEnumerable<string> answers)
    {
        var right = expected.Zip(answers).Count(pair => pair.First == pair.Second);
        var rate = new PassRate(right, expected.Count);
        return new ReportFact(name, $"{ReportFormat.Percent(rate.Share)} ({right}/{expected.Count}), 95 % interval {ReportFormat.Range(rate.Interval)}");
    }
}
