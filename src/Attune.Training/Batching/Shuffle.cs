namespace Attune.Training;

/// <summary>
/// A random permutation of 0 .. count-1 that is computed, not stored: a Feistel network over the next even power of two,
/// followed until it lands inside the range (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002). So any
/// epoch's order is known at once, at any place, for any number of rows.
/// </summary>
internal readonly struct Shuffle
{
    private const int Rounds = 12;
    private readonly ulong _key;
    private readonly int _halfBits;

    public Shuffle(ulong seed, int epoch, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Count = count;
        _key = CounterHash.Mix(seed, (ulong)epoch);
        int bits = count <= 1 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(count - 1));
        _halfBits = Math.Max(1, (bits + 1) / 2);
    }

    public int Count { get; }

    /// <summary>What stands at a place of the shuffled order.</summary>
    public int this[int place]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Count, nameof(place));
            uint value = (uint)place;
            do
                value = Encrypt(value);
            while (value >= (uint)Count);
            return (int)value;
        }
    }

    private uint Encrypt(uint value)
    {
        uint mask = (1u << _halfBits) - 1;
        uint left = value >> _halfBits, right = value & mask;
        for (int round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ ((uint)CounterHash.Mix(_key, ((ulong)round << 32) | right) & mask));
        return (left << _halfBits) | right;
    }
}
