using System.Text;

namespace Attune.Models;

/// <summary>
/// Random numbers by position: number i of a stream is a function of seed, stream and i alone, so any order and any number
/// of threads gives the same ones. The mixing is the finaliser of SplitMix64 (Steele, Lea, Flood, 2014), applied twice.
/// </summary>
internal readonly struct CounterRandom
{
    private readonly ulong _key;

    public CounterRandom(ulong seed, string stream)
    {
        var hash = 14695981039346656037UL; // FNV-1a over the stream's name
        foreach (var value in Encoding.UTF8.GetBytes(stream))
            hash = (hash ^ value) * 1099511628211UL;
        _key = Mix(seed ^ Mix(hash));
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits(ulong index) => Mix(Mix(_key + (index * 0x9E3779B97F4A7C15UL)) ^ _key);

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double Uniform(ulong index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Box and Muller's transform of two uniform numbers.</summary>
    public double Normal(ulong index)
    {
        var radius = 1 - Uniform(2 * index); // (0, 1]: the logarithm is finite
        return Math.Sqrt(-2 * PortableMath.Log(radius)) * PortableMath.CosTurns(Uniform((2 * index) + 1));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
