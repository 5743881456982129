namespace Attune.Training.Tests.Batching;

public class ShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(256)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void Every_place_gets_another_row(int count)
    {
        var shuffle = new Shuffle(42, 3, count);
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Select(place => shuffle[place]).Order());
    }

    [Fact]
    public void Epochs_and_seeds_have_orders_of_their_own()
    {
        int[] first = Order(1, 0), again = Order(1, 0), nextEpoch = Order(1, 1), otherSeed = Order(2, 0);
        Assert.Equal(first, again);
        // By chance one place in a hundred agrees; ten would be a sign of a relation.
        Assert.InRange(Agreements(first, nextEpoch), 0, 10);
        Assert.InRange(Agreements(first, otherSeed), 0, 10);
        Assert.InRange(Agreements(first, [.. Enumerable.Range(0, 100)]), 0, 10);
    }

    [Fact]
    public void Each_row_comes_at_each_place_about_equally_often()
    {
        const int count = 5, epochs = 20_000;
        int[,] seen = new int[count, count];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var shuffle = new Shuffle(7, epoch, count);
            for (int place = 0; place < count; place++)
                seen[place, shuffle[place]]++;
        }

        double expected = epochs / count, spread = Math.Sqrt(epochs * 0.2 * 0.8);
        foreach (int times in seen)
            Assert.InRange(times, expected - (5 * spread), expected + (5 * spread)); // five standard deviations of a fair draw
    }

    private static int[] Order(ulong seed, int epoch)
    {
        var shuffle = new Shuffle(seed, epoch, 100);
        return [.. Enumerable.Range(0, 100).Select(place => shuffle[place])];
    }

    private static int Agreements(int[] left, int[] right) => left.Zip(right).Count(pair => pair.First == pair.Second);
}
