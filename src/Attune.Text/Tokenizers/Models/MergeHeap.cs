namespace Attune.Text.Tokenizers.Models;

/// <summary>Merges a chain with its pairs in a heap: a chain of n symbols costs about n log n.</summary>
internal sealed class MergeHeap(MergeTable merges)
{
    private readonly PriorityQueue<int, (int Rank, int Symbol)> queue = new();
    private readonly List<(int Symbol, int Rank)> skipped = [];

    /// <param name="chain">The symbols, linked.</param>
    /// <param name="dropout">
    /// Leaves out merges: what is drawn out waits until another merge is made, as in the published implementation.
    /// </param>
    public void MergeAll(SymbolChain chain, MergeDropout? dropout)
    {
        queue.Clear();
        skipped.Clear();
        for (var i = 0; i < chain.Length; i++)
            Offer(chain, i);
        while (queue.TryDequeue(out var symbol, out var key))
        {
            if (dropout?.Drops() == true)
            {
                skipped.Add((symbol, key.Rank));
                continue;
            }

            foreach (var (waiting, rank) in skipped)
                queue.Enqueue(waiting, (rank, waiting));
            skipped.Clear();

            // A pair whose symbols have changed since has another rank now, and its own entry.
            if (chain.RankAt(symbol) != key.Rank)
                continue;
            chain.Merge(symbol, merges);
            Offer(chain, symbol);
            if (chain.Previous(symbol) is var before and >= 0)
                Offer(chain, before);
        }
    }

    private void Offer(SymbolChain chain, int symbol)
    {
        if (chain.RankAt(symbol) is var rank and not MergeTable.NoRank)
            queue.Enqueue(symbol, (rank, symbol));
    }
}
