using Attune.Evaluation;

namespace A1.Tests;

/// <summary>
/// The gate: fails where the tuned model misses a threshold of its recipe. It does not train; build the target Tune first.
/// </summary>
public sealed class SearchModelTests
{
    private static readonly Lazy<Task<EvaluationReport>> s_report = new(() => SearchModel.EvaluateAsync());

    public static TheoryData<string> Assertions => [.. SearchModel.Recipe.Assertions.Select(assertion => assertion.Name)];

    [Theory]
    [MemberData(nameof(Assertions))]
    public async Task Threshold_is_met(string assertion)
    {
        var report = await s_report.Value;
        var result = report.Assertions.Single(summary => summary.Name == assertion);

        Assert.True(
            result.Passed,
            $"{assertion} holds for {result.After.Passed} of {result.After.Total} held-out rows, and {result.AtLeast:P0} are asked for. First failures: "
            + string.Join("; ", report.Failures.Take(3).Select(failure => $"{failure.Source} '{failure.Prompt}' -> '{failure.Answer}'")));
    }
}
