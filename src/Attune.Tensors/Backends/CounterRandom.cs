namespace Attune.Tensors;

/// <summary>
/// Random numbers by counter: a pure function of (seed, index), so that any thread may compute any of them. Two rounds of
/// a 32-bit finaliser (multiply and xor-shift), the first keyed by the low half of the seed, the second by the high half.
/// </summary>
internal static class CounterRandom
{
    public const uint FirstMultiplier = 0x7feb352d;
    public const uint SecondMultiplier = 0x846ca68b;
    public const uint IndexMultiplier = 0x9e3779b9;

    /// <summary>32 random bits.</summary>
    public static uint Bits(ulong seed, uint index)
    {
        uint mixed = Mix((index * IndexMultiplier) ^ (uint)seed);
        return Mix(mixed ^ (uint)(seed >> 32));
    }

    /// <summary>The number that random bits must reach for an event of probability 1 - p to happen.</summary>
    public static uint Threshold(double p) => (uint)Math.Min(p * 4294967296.0, uint.MaxValue);

    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= FirstMultiplier;
        x ^= x >> 15;
        x *= SecondMultiplier;
        x ^= x >> 16;
        return x;
    }
}
