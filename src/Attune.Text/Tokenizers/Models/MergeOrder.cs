namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Merges the pairs of a chain: the pair of lowest rank first, of equal ranks the leftmost. Short chains are scanned.
/// Long ones keep their pairs by rank: in buckets where ranks rise, which costs the same per symbol however long the
/// chain is; else, and where merges are dropped at random, in a heap.
/// </summary>
internal sealed class MergeOrder(MergeTable merges, MergeDropout? dropout)
{
    private const int ShortEnoughToScan = 32;
    private readonly MergeHeap heap = new(merges);
    private RankBuckets? buckets;

    /// <summary>Work besides the chain's own, in long pieces.</summary>
    public long Steps => buckets?.Steps ?? 0;

    public void MergeAll(SymbolChain chain)
    {
        chain.Link(merges);
        if (dropout is not null)
            heap.MergeAll(chain, dropout);
        else if (chain.Length <= ShortEnoughToScan)
            Scan(chain);
        else if (merges.RanksRise)
            (buckets ??= new RankBuckets(merges)).MergeAll(chain);
        else
            heap.MergeAll(chain, null);
    }

    private void Scan(SymbolChain chain)
    {
        while (true)
        {
            var (best, lowest) = (0, MergeTable.NoRank);
            for (var i = 0; i < chain.Length; i = chain.Next(i))
            {
                if (chain.RankAt(i) < lowest)
                    (best, lowest) = (i, chain.RankAt(i));
            }

            if (lowest == MergeTable.NoRank)
                return;
            chain.Merge(best, merges);
        }
    }
}
