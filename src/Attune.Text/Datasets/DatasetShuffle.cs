namespace Attune.Text.Datasets;

/// <summary>Seeded orders.</summary>
public static class DatasetShuffle
{
    /// <summary>The numbers from 0 to below <paramref name="count"/> in an order that the seed alone decides (Fisher and Yates; SplitMix64).</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    public static int[] Order(int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        var random = new SplitMix64(seed);
        for (var i = count - 1; i > 0; i--)
        {
            var other = (int)random.Below((ulong)i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
