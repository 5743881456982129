using Attune.Evaluation;
using Attune.Preparation;
using Attune.Text.Conversations;

namespace Attune.Evaluating;

/// <summary>
/// Where the answers are labels, exact match of base and tuned model beside what a bag of words reaches on the same rows:
/// a tuned model that does not beat counting words is not worth its weights.
/// </summary>
internal static class LabelMeasures
{
    /// <summary>Answers are labels where each is given by this many training rows on average.</summary>
    private const int RowsPerLabel = 5;

    public static IReadOnlyList<ReportFact> Of<TRow>(PreparedRecipe<TRow> prepared, IReadOnlyList<Completion> before, IReadOnlyList<Completion> after)
    {
        var labels = prepared.Train.Select(row => row.Encoded.Answer).Distinct(StringComparer.Ordinal).Count();
        if (prepared.Test.Count == 0 || labels < 2 || labels * RowsPerLabel > prepared.Train.Count)
            return [];
        var baseline = new MultinomialNaiveBayes([.. prepared.Train.Select(row => (Question(row.Encoded.Conversation), row.Encoded.Answer))]);
        var expected = prepared.Test.Select(row => row.Encoded.Answer).ToList();
        return
        [
            new("labels", $"{labels}"),
            Measure("exact label, naive Bayes (bag of words)", expected, prepared.Test.Select(row => baseline.Predict(Question(row.Encoded.Conversation)))),
            Measure("exact label, base model", expected, before.Select(answer => answer.Text)),
            Measure("exact label, tuned model", expected, after.Select(answer => answer.Text)),
        ];
    }

    private static string Question(RenderedConversation conversation) =>
        string.Join('\n', conversation.Messages.SkipLast(1).Select(message => message.Content));

    private static ReportFact Measure(string name, List<string> expected, IEnumerable<string> answers)
    {
        var right = expected.Zip(answers).Count(pair => pair.First == pair.Second);
        var rate = new PassRate(right, expected.Count);
        return new ReportFact(name, $"{ReportFormat.Percent(rate.Share)} ({right}/{expected.Count}), 95 % interval {ReportFormat.Range(rate.Interval)}");
    }
}
