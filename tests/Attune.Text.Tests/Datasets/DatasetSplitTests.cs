using Attune.Text.Datasets;

namespace Attune.Text.Tests.Datasets;

public class DatasetSplitTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(0, 1000)];

    [Fact]
    public void Parts_are_disjoint_complete_ordered_and_of_the_right_size()
    {
        var (train, test) = DatasetSplit.Split(Rows, 0.1, seed: 7);
        Assert.Equal(100, test.Count);
        Assert.Equal(Rows, train.Concat(test).Order());
        Assert.Equal(train.Order(), train);
        Assert.Equal(test.Order(), test);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(DatasetSplit.Split(Rows, 0.1, 7).Test, DatasetSplit.Split(Rows, 0.1, 7).Test);
        Assert.NotEqual(DatasetSplit.Split(Rows, 0.1, 7).Test, DatasetSplit.Split(Rows, 0.1, 8).Test);

        // Pinned: a lock file records splits only by their seed, so the choice must never change.
        Assert.Equal(PinnedTest, DatasetSplit.Split(Rows[..40], 0.1, 42).Test);
    }

    [Theory]
    [InlineData(5, 0.01, 1)]
    [InlineData(5, 0.99, 4)]
    [InlineData(1, 0.5, 0)]
    [InlineData(0, 0.5, 0)]
    [InlineData(5, 0.0, 0)]
    public void Neither_part_is_empty_where_both_are_wanted(int rows, double fraction, int test) =>
        Assert.Equal(test, DatasetSplit.Split(Rows[..rows], fraction, 1).Test.Count);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_fraction_outside_its_range_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DatasetSplit.Split(Rows, fraction, 1));

    private static readonly int[] PinnedTest = [6, 14, 22, 32];
}
