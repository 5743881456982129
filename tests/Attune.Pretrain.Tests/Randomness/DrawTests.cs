using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Tests.Randomness;

public class DrawTests
{
    [Fact]
    public void Equal_seed_and_stream_give_equal_numbers_and_others_do_not()
    {
        var first = new Draw(7, 3);
        var same = new Draw(7, 3);
        var otherStream = new Draw(7, 4);
        var otherSeed = new Draw(8, 3);
        int collisions = 0;
        for (int i = 0; i < 1000; i++)
        {
            ulong value = first.Next();
            Assert.Equal(value, same.Next());
            collisions += value == otherStream.Next() || value == otherSeed.Next() ? 1 : 0;
        }

        Assert.Equal(0, collisions);
    }

    [Fact]
    public void Below_is_even()
    {
        var draw = new Draw(1, 1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[draw.Below(7)]++;

        // Binomial(70,000, 1/7): standard deviation 92.6; five of them.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 463, 10_000 + 463));
    }

    [Fact]
    public void Shuffle_keeps_every_item()
    {
        int[] items = [.. Enumerable.Range(0, 50)];
        new Draw(5, 0).Shuffle(items);
        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }
}
