namespace Attune.Evaluation.Tests.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public void Wilson_ends_are_exact_where_nothing_or_everything_passes()
    {
        Assert.Equal(0, Wilson.Compute(0, 20).Low);
        Assert.Equal(1, Wilson.Compute(20, 20).High);
        Assert.Equal(new Interval(0, 1), Wilson.Compute(0, 0));
    }

    [Fact]
    public void Wilson_refuses_more_successes_than_trials() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Compute(3, 2));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 2, 0.5)]
    [InlineData(0, 10, 2.0 / 1024)]
    [InlineData(1, 3, 10.0 / 16)]
    public void McNemar_of_small_counts_is_the_binomial_sum(int before, int after, double expected)
    {
        Assert.Equal(expected, McNemar.Exact(before, after), 12);
        Assert.Equal(expected, McNemar.Exact(after, before), 12);
    }

    [Fact]
    public void McNemar_of_many_rows_does_not_underflow_to_zero_too_early() =>
        Assert.InRange(McNemar.Exact(0, 900), 1e-272, 1e-269); // 2 * 2^-900 = 2.37e-271

    [Fact]
    public void A_threshold_counts_rows_and_not_binary_fractions()
    {
        // 0.9 * 10 is 9.000000000000000x or 8.99...: nine of ten must pass.
        var nine = new AssertionSummary("a", 0.9, default, new PassRate(9, 10), 1);
        var eight = new AssertionSummary("a", 0.9, default, new PassRate(8, 10), 1);
        Assert.True(nine.Passed);
        Assert.False(eight.Passed);
        Assert.False(new AssertionSummary("a", 0, default, new PassRate(0, 0), 1).Passed);
    }

    [Fact]
    public void Summary_pairs_rows()
    {
        var summary = AssertionSummary.Of("a", 0.5, [true, false, false, false], [true, true, true, false]);
        Assert.Equal(1, summary.Before.Passed);
        Assert.Equal(3, summary.After.Passed);
        Assert.Equal(0.5, summary.PValue, 12);
    }
}
