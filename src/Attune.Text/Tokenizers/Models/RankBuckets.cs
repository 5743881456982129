using System.Numerics;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Merges a chain with a bucket of symbols for each rank, emptied in order of rank, which is right where ranks rise
/// (<see cref="MergeTable.RanksRise"/>). A tree of bits finds the next bucket, so that each step costs the same for a
/// piece of any length.
/// </summary>
internal sealed class RankBuckets
{
    private readonly MergeTable merges;
    private readonly int[] heads;
    private readonly ulong[][] filled;
    private Entry[] entries = new Entry[256];
    private int entryCount;
    private int[] batch = new int[64];
    private int[] spare = new int[64];

    public RankBuckets(MergeTable merges)
    {
        this.merges = merges;
        heads = new int[merges.Merges.Count];
        heads.AsSpan().Fill(-1);
        var levels = new List<ulong[]>();
        var size = Math.Max(1, merges.Merges.Count);
        do
        {
            size = (size + 63) / 64;
            levels.Add(new ulong[size]);
        }
        while (size > 1);
        filled = [.. levels];
    }

    /// <summary>How many entries were sorted or taken so far; the measure of work that tests count.</summary>
    public long Steps { get; private set; }

    public void MergeAll(SymbolChain chain)
    {
        entryCount = 0;

        // From the right, since a bucket gives back last what came first.
        for (var i = chain.Length - 1; i >= 0; i--)
            Offer(chain, i);
        for (var rank = NextRank(); rank >= 0; rank = NextRank())
        {
            var count = TakeBucket(chain, rank);
            for (var i = 0; i < count; i++)
            {
                var symbol = batch[i];
                if (chain.RankAt(symbol) != rank)
                    continue;
                chain.Merge(symbol, merges);
                if (chain.Previous(symbol) is var before and >= 0)
                    Offer(chain, before);
                Offer(chain, symbol);
            }
        }
    }

    private void Offer(SymbolChain chain, int symbol)
    {
        var rank = chain.RankAt(symbol);
        if (rank == MergeTable.NoRank)
            return;
        if (entryCount == entries.Length)
            Array.Resize(ref entries, entryCount * 2);
        entries[entryCount] = new Entry(symbol, heads[rank]);
        heads[rank] = entryCount++;
        for (int level = 0, at = rank; level < filled.Length; level++, at >>= 6)
            filled[level][at >> 6] |= 1UL << (at & 63);
    }

    /// <summary>The lowest rank whose bucket is not empty, or -1.</summary>
    private int NextRank()
    {
        if (filled[^1][0] == 0)
            return -1;
        var at = 0;
        for (var level = filled.Length - 1; level >= 0; level--)
            at = at << 6 | BitOperations.TrailingZeroCount(filled[level][at]);
        return at;
    }

    /// <summary>Empties a bucket into the batch, symbols from left to right.</summary>
    private int TakeBucket(SymbolChain chain, int rank)
    {
        var (count, rises, falls) = (0, true, true);
        for (var entry = heads[rank]; entry >= 0; entry = entries[entry].Next)
        {
            Steps++;
            var symbol = entries[entry].Symbol;
            if (chain.RankAt(symbol) != rank)
                continue;
            if (count == batch.Length)
            {
                Array.Resize(ref batch, count * 2);
                Array.Resize(ref spare, count * 2);
            }

            rises &= count == 0 || batch[count - 1] <= symbol;
            falls &= count == 0 || batch[count - 1] >= symbol;
            batch[count++] = symbol;
        }

        heads[rank] = -1;
        MarkEmpty(rank);
        if (falls)
            batch.AsSpan(0, count).Reverse();
        else if (!rises)
            Sort(count, chain.Length);
        return count;
    }

    private void MarkEmpty(int rank)
    {
        for (int level = 0, at = rank; level < filled.Length; level++, at >>= 6)
        {
            ref var word = ref filled[level][at >> 6];
            word &= ~(1UL << (at & 63));
            if (word != 0)
                return;
        }
    }

    /// <summary>Few are sorted by comparison; many by digits of 8 bits, which does not cost more per symbol the more there are.</summary>
    private void Sort(int count, int limit)
    {
        const int few = 256;
        if (count <= few)
        {
            batch.AsSpan(0, count).Sort();
            return;
        }

        Span<int> ends = stackalloc int[256];
        for (var shift = 0; limit >> shift > 0; shift += 8)
        {
            ends.Clear();
            foreach (var symbol in batch.AsSpan(0, count))
                ends[symbol >> shift & 255]++;
            for (var digit = 1; digit < 256; digit++)
                ends[digit] += ends[digit - 1];
            for (var i = count - 1; i >= 0; i--)
                spare[--ends[batch[i] >> shift & 255]] = batch[i];
            (batch, spare) = (spare, batch);
            Steps += count;
        }
    }

    private readonly record struct Entry(int Symbol, int Next);
}
