namespace Attune.Tensors;

/// <summary>The bucket of each distance between tokens, for <see cref="DisentangledAttention"/>.</summary>
public sealed class DistanceBuckets
{
    private readonly int[] buckets;

    /// <summary>Buckets by a rule.</summary>
    /// <param name="count">R, how many buckets there are.</param>
    /// <param name="longest">The longest document, in tokens.</param>
    /// <param name="bucketOf">From the distance query - key to a bucket below R.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule gives a bucket that there is not.</exception>
    public DistanceBuckets(int count, int longest, Func<int, int> bucketOf)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        Count = count;
        Longest = longest;
        buckets = new int[(2 * longest) - 1];
        for (int i = 0; i < buckets.Length; i++)
        {
            buckets[i] = bucketOf(i - (longest - 1));
            if ((uint)buckets[i] >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(bucketOf), buckets[i], $"A distance has a bucket outside of 0 to {count - 1}.");
        }
    }

    /// <summary>R, how many buckets there are.</summary>
    public int Count { get; }

    /// <summary>The longest document, in tokens.</summary>
    public int Longest { get; }

    /// <summary>Whether queries meet the keys of distances (<c>c2p</c>).</summary>
    /// <value>Default true.</value>
    public bool HasKeys { get; init; } = true;

    /// <summary>Whether keys meet the queries of distances (<c>p2c</c>).</summary>
    /// <value>Default true.</value>
    public bool HasQueries { get; init; } = true;

    /// <summary>The bucket of query - key.</summary>
    internal int Of(int distance) => buckets[distance + Longest - 1];
}
