namespace Attune.Text.Datasets;

/// <summary>The generator of Steele, Lea and Flood (OOPSLA 2014).</summary>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>An even number below a limit (Lemire 2019, with rejection, so that none is likelier than another).</summary>
    public ulong Below(ulong limit)
    {
        while (true)
        {
            var high = Math.BigMul(Next(), limit, out var low);
            if (low >= limit || low >= (0 - limit) % limit)
                return high;
        }
    }

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
