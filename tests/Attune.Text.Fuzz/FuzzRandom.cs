namespace Attune.Text.Fuzz;

/// <summary>The generator of Steele, Lea and Flood (OOPSLA 2014): one state for each input, so that inputs follow from their number alone.</summary>
internal struct FuzzRandom(ulong seed, long number)
{
    private ulong _state = Mix(seed) ^ Mix((ulong)number * 0x9E3779B97F4A7C15UL + 1);

    public int Below(int limit) => (int)(((Mix(_state += 0x9E3779B97F4A7C15UL) >> 32) * (ulong)limit) >> 32);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
