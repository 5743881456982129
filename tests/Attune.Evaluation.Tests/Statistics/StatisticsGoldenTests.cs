using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Evaluation.Tests.Statistics;

public sealed class StatisticsGoldenTests
{
    // The reference states 1e-9 relative for values and 1e-8 for p-values.
    private const double ValueTolerance = 1e-9, PValueTolerance = 1e-8;

    [SharedFact("golden/metrics/statistics.json")]
    public void Wilson_intervals_equal_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "metrics", "statistics.json")));
        var checkedRows = 0;
        foreach (var row in document.RootElement.GetProperty("proportion_intervals").EnumerateArray())
        {
            var interval = Wilson.Compute(
                row.GetProperty("successes").GetInt32(), row.GetProperty("trials").GetInt32(), row.GetProperty("confidence").GetDouble());
            var expected = row.GetProperty("wilson");
            if (expected[0].ValueKind == JsonValueKind.String)
            {
                // 0 trials: the reference divides by zero; we say that nothing is known.
                Assert.Equal(0, row.GetProperty("trials").GetInt32());
                Assert.Equal(new Interval(0, 1), interval);
                continue;
            }

            AssertClose(expected[0].GetDouble(), interval.Low, ValueTolerance);
            AssertClose(expected[1].GetDouble(), interval.High, ValueTolerance);
            checkedRows++;
        }

        Assert.True(checkedRows > 10);
    }

    [SharedFact("golden/metrics/statistics.json")]
    public void Exact_McNemar_equals_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "metrics", "statistics.json")));
        var checkedRows = 0;
        foreach (var row in document.RootElement.GetProperty("mcnemar").EnumerateArray())
        {
            var p = McNemar.Exact(row.GetProperty("only_first_right").GetInt32(), row.GetProperty("only_second_right").GetInt32());
            AssertClose(row.GetProperty("exact").GetProperty("p").GetDouble(), p, PValueTolerance);
            checkedRows++;
        }

        Assert.True(checkedRows > 5);
    }

    // The reference's lower end for 0 successes is the difference of two equal numbers below 1, so it is off by one rounding: 2^-53.
    private static void AssertClose(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(expected - actual) <= Math.Max(relative * Math.Abs(expected), Math.Pow(2, -53)), $"expected {expected:R}, got {actual:R}");
}
