namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// The symbols of one piece while they are being merged: a chain in arrays. The pair of lowest rank merges first, of
/// equal ranks the leftmost. Short chains are scanned, long ones keep their pairs in a heap, so that a piece of n
/// symbols costs about n log n.
/// </summary>
internal sealed class SymbolChain
{
    private const int ShortEnoughToScan = 48;
    private readonly PriorityQueue<int, (int Rank, int Symbol)> queue = new();
    private int[] ids = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] ranks = new int[64];
    private int[] previous = new int[64];
    private int[] next = new int[64];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    /// <summary>Appends a symbol that stands for the characters from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Add(int id, int start, int end)
    {
        if (Count == ids.Length)
            Grow();
        (ids[Count], starts[Count], ends[Count]) = (id, start, end);
        Count++;
    }

    /// <summary>Lets the last symbol reach to <paramref name="end"/>.</summary>
    public void ExtendLast(int end) => ends[Count - 1] = end;

    public WordTokens Merge(MergeTable merges)
    {
        if (Count <= ShortEnoughToScan)
            MergeByScan(merges);
        else
            MergeByHeap(merges);
        var tokens = new WordTokens(new int[Count], new TokenOffset[Count]);
        for (var i = 0; i < Count; i++)
        {
            tokens.Ids[i] = ids[i];
            tokens.Offsets[i] = new TokenOffset(starts[i], ends[i]);
        }

        return tokens;
    }

    private void MergeByScan(MergeTable merges)
    {
        for (var i = 0; i + 1 < Count; i++)
            ranks[i] = merges.RankOf(ids[i], ids[i + 1], out _);
        while (Count > 1)
        {
            var best = 0;
            for (var i = 1; i < Count - 1; i++)
            {
                if (ranks[i] < ranks[best])
                    best = i;
            }

            if (ranks[best] == MergeTable.NoRank)
                return;
            merges.RankOf(ids[best], ids[best + 1], out ids[best]);
            ends[best] = ends[best + 1];
            RemoveAt(best + 1);
            if (best > 0)
                ranks[best - 1] = merges.RankOf(ids[best - 1], ids[best], out _);
            if (best + 1 < Count)
                ranks[best] = merges.RankOf(ids[best], ids[best + 1], out _);
        }
    }

    private void RemoveAt(int index)
    {
        foreach (var array in (ReadOnlySpan<int[]>)[ids, starts, ends, ranks])
            Array.Copy(array, index + 1, array, index, Count - index - 1);
        Count--;
    }

    private void MergeByHeap(MergeTable merges)
    {
        queue.Clear();
        for (var i = 0; i < Count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1 < Count ? i + 1 : -1);
            ranks[i] = MergeTable.NoRank;
        }

        for (var i = 0; i + 1 < Count; i++)
            Offer(i, merges);
        while (queue.TryDequeue(out var left, out var key))
        {
            // A pair whose symbols have changed since has another rank now, and its own entry.
            if (ranks[left] != key.Rank)
                continue;
            var right = next[left];
            merges.RankOf(ids[left], ids[right], out ids[left]);
            ends[left] = ends[right];
            ranks[right] = MergeTable.NoRank;
            next[left] = next[right];
            if (next[left] >= 0)
                previous[next[left]] = left;
            if (previous[left] >= 0)
                Offer(previous[left], merges);
            Offer(left, merges);
        }

        Compact();
    }

    private void Offer(int left, MergeTable merges)
    {
        ranks[left] = next[left] < 0 ? MergeTable.NoRank : merges.RankOf(ids[left], ids[next[left]], out _);
        if (ranks[left] != MergeTable.NoRank)
            queue.Enqueue(left, (ranks[left], left));
    }

    private void Compact()
    {
        var count = 0;
        for (var i = Count > 0 ? 0 : -1; i >= 0; i = next[i])
        {
            (ids[count], starts[count], ends[count]) = (ids[i], starts[i], ends[i]);
            count++;
        }

        Count = count;
    }

    private void Grow()
    {
        Array.Resize(ref ids, Count * 2);
        Array.Resize(ref starts, Count * 2);
        Array.Resize(ref ends, Count * 2);
        Array.Resize(ref ranks, Count * 2);
        Array.Resize(ref previous, Count * 2);
        Array.Resize(ref next, Count * 2);
    }
}
