using System.Numerics;

namespace Attune.Text.Tokenizers.Models;

/// <summary>Which pairs of tokens merge into which, and how early; a hash table that is only read once built.</summary>
internal sealed class MergeTable
{
    /// <summary>The rank of a pair that does not merge.</summary>
    public const int NoRank = int.MaxValue;

    private const ulong EmptyKey = ulong.MaxValue;
    private readonly ulong[] keys;
    private readonly (int Rank, int Merged)[] values;
    private readonly int shift;

    /// <param name="merges">The pairs in order of rank, with the token each becomes; a pair met twice has its later rank.</param>
    public MergeTable(IReadOnlyList<(int Left, int Right, int Merged)> merges)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, merges.Count * 2));
        shift = 64 - BitOperations.Log2((uint)size);
        keys = new ulong[size];
        values = new (int, int)[size];
        keys.AsSpan().Fill(EmptyKey);
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var slot = SlotOf(Key(merges[rank].Left, merges[rank].Right));
            keys[slot] = Key(merges[rank].Left, merges[rank].Right);
            values[slot] = (rank, merges[rank].Merged);
        }

        Merges = merges;
    }

    /// <summary>The pairs in order of rank.</summary>
    public IReadOnlyList<(int Left, int Right, int Merged)> Merges { get; }

    /// <summary>The rank of a pair, <see cref="NoRank"/> where it does not merge, and the token it becomes.</summary>
    public int RankOf(int left, int right, out int merged)
    {
        var slot = SlotOf(Key(left, right));
        if (keys[slot] == EmptyKey)
        {
            merged = -1;
            return NoRank;
        }

        (var rank, merged) = values[slot];
        return rank;
    }

    private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;

    /// <summary>The slot of a key, or the free slot where it would go.</summary>
    private int SlotOf(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> shift);
        while (keys[slot] != key && keys[slot] != EmptyKey)
            slot = (slot + 1) & (keys.Length - 1);
        return slot;
    }
}
