namespace Attune.Training;

/// <summary>Random bits as a function of a key and a counter, so that nothing random has a state to be saved.</summary>
internal static class CounterHash
{
    /// <summary>Two rounds of SplitMix64's finaliser (Steele, Lea, Flood, 2014).</summary>
    public static ulong Mix(ulong key, ulong counter) => Finish(Finish(key + 0x9E3779B97F4A7C15UL) ^ (counter * 0xD1342543DE82EF95UL));

    private static ulong Finish(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
