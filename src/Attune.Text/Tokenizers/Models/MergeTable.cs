using System.Numerics;

namespace Attune.Text.Tokenizers.Models;

/// <summary>Which pairs of tokens merge into which, and how early; a hash table that is only read once built.</summary>
internal sealed class MergeTable
{
    /// <summary>The rank of a pair that does not merge.</summary>
    public const int NoRank = int.MaxValue;

    private const ulong EmptyKey = ulong.MaxValue;
    private readonly Entry[] entries;
    private readonly int shift;

    /// <param name="merges">The pairs in order of rank, with the token each becomes; a pair met twice has its later rank.</param>
    public MergeTable(IReadOnlyList<(int Left, int Right, int Merged)> merges)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, merges.Count * 2));
        shift = 64 - BitOperations.Log2((uint)size);
        entries = new Entry[size];
        entries.AsSpan().Fill(new Entry(EmptyKey, NoRank, -1));
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var key = Key(merges[rank].Left, merges[rank].Right);
            entries[SlotOf(key)] = new Entry(key, rank, merges[rank].Merged);
        }

        Merges = merges;
        RanksRise = FindWhetherRanksRise();
    }

    /// <summary>The pairs in order of rank.</summary>
    public IReadOnlyList<(int Left, int Right, int Merged)> Merges { get; }

    /// <summary>
    /// Whether every token is made before it is merged further, as trainers write merges: then the ranks that come up
    /// while a piece is merged never fall.
    /// </summary>
    public bool RanksRise { get; }

    /// <summary>The rank of a pair, <see cref="NoRank"/> where it does not merge, and the token it becomes.</summary>
    public int RankOf(int left, int right, out int merged)
    {
        ref readonly var entry = ref entries[SlotOf(Key(left, right))];
        merged = entry.Merged;
        return entry.Rank;
    }

    private bool FindWhetherRanksRise()
    {
        var madeLast = new Dictionary<int, int>();
        foreach (var entry in entries)
        {
            if (entry.Rank != NoRank)
                madeLast[entry.Merged] = Math.Max(entry.Rank, madeLast.GetValueOrDefault(entry.Merged, -1));
        }

        foreach (var entry in entries)
        {
            if (entry.Rank == NoRank)
                continue;
            var (left, right) = ((int)(entry.Key >> 32), (int)(uint)entry.Key);
            if (madeLast.GetValueOrDefault(left, -1) >= entry.Rank || madeLast.GetValueOrDefault(right, -1) >= entry.Rank)
                return false;
        }

        return true;
    }

    private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;

    /// <summary>The slot of a key, or the free slot where it would go.</summary>
    private int SlotOf(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> shift);
        while (entries[slot].Key != key && entries[slot].Key != EmptyKey)
            slot = (slot + 1) & (entries.Length - 1);
        return slot;
    }

    private readonly record struct Entry(ulong Key, int Rank, int Merged);
}
