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

    [Fact]
    public void Content_decides_where_a_row_goes()
    {
        var rows = Contents(1000);
        var (train, test) = DatasetSplit.Split(rows, 0.1, 42, content => content);
        Assert.InRange(test.Count, 70, 130);
        Assert.Equal(rows, train.Concat(test).OrderBy(row => Array.IndexOf(rows, row)));

        // Neither order nor other rows matter, and equal rows stay together.
        ulong[] more = [.. rows.Reverse(), .. Contents(2000)[1000..], .. rows];
        var again = DatasetSplit.Split(more, 0.1, 42, content => content);
        Assert.Equal(test.Order(), again.Test.Intersect(rows).Order());
        Assert.Empty(again.Test.Intersect(again.Train));
        Assert.All(rows, row => Assert.Equal(test.Contains(row), DatasetSplit.IsTest(row, 0.1, 42)));
        Assert.NotEqual(test, DatasetSplit.Split(rows, 0.1, 43, content => content).Test);
    }

    [Theory]
    [InlineData(5, 1e-9, 1)]
    [InlineData(5, 0.999999999, 4)]
    [InlineData(1, 0.5, 0)]
    [InlineData(0, 0.5, 0)]
    [InlineData(5, 0.0, 0)]
    public void Neither_part_by_content_is_empty_where_both_are_wanted(int rows, double fraction, int test) =>
        Assert.Equal(test, DatasetSplit.Split(Contents(rows), fraction, 1, content => content).Test.Count);

    [Fact]
    public void Equal_rows_alone_cannot_be_divided() =>
        Assert.Empty(DatasetSplit.Split([7UL, 7UL, 7UL], 0.5, 1, content => content).Test);

    [Theory]
    [InlineData("""{"a": 1, "b": [true, null]}""", """{ "b":[true,null],"a":1 }""", true)]
    [InlineData("""{"a": "\u0041"}""", """{"a": "A"}""", true)]
    [InlineData("""{"a": 1}""", """{"a": "1"}""", false)]
    [InlineData("""{"a": 1}""", """{"a": 1.0}""", false)]
    [InlineData("""{"a": [1, 2]}""", """{"a": [2, 1]}""", false)]
    [InlineData("""{"a": ["b", "c"]}""", """{"a": ["bc"]}""", false)]
    [InlineData("""{"a": null}""", """{}""", false)]
    public void A_hash_is_of_the_content(string first, string second, bool same) => Assert.Equal(
        same, RowHash.Of(new JsonTextParser(first, "").ParseWhole()) == RowHash.Of(new JsonTextParser(second, "").ParseWhole()));

    /// <summary>Pinned: a row must be in the same part on every machine and in every version.</summary>
    [Fact]
    public void Hash_and_choice_never_change()
    {
        var hash = RowHash.Of(new JsonTextParser("""{"text": "é", "n": [1, true, null]}""", "").ParseWhole());
        Assert.Equal(PinnedHash, hash);
        Assert.Equal(PinnedChoices, Enumerable.Range(0, 60).Where(i => DatasetSplit.IsTest((ulong)i, 0.1, 42)));
    }

    private static ulong[] Contents(int count) =>
        [.. Enumerable.Range(0, count).Select(i => RowHash.Of(new JsonTextParser($"[{i}]", "").ParseWhole()))];

    private static readonly int[] PinnedTest = [6, 14, 22, 32];

    private const ulong PinnedHash = 5722219929415178411UL;

    private static readonly int[] PinnedChoices = [4, 9, 23, 50, 56];
}
