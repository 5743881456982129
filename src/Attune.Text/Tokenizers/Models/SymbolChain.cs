namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// The symbols of one piece while they are being merged: a chain in arrays, in which a symbol stands where its first part
/// stood. Knows nothing of the order of merges.
/// </summary>
internal sealed class SymbolChain
{
    private int[] ids = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] ranks = new int[64];
    private int[] previous = new int[64];
    private int[] next = new int[65];

    /// <summary>How many symbols were added; those that were merged away count too.</summary>
    public int Length { get; private set; }

    /// <summary>How many pairs were looked up so far; the measure of work that tests count.</summary>
    public long Lookups { get; private set; }

    public void Clear() => Length = 0;

    /// <summary>Appends a symbol that stands for the characters from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Add(int id, int start, int end)
    {
        if (Length == ids.Length)
            Grow();
        (ids[Length], starts[Length], ends[Length]) = (id, start, end);
        Length++;
    }

    /// <summary>Lets the last symbol reach to <paramref name="end"/>.</summary>
    public void ExtendLast(int end) => ends[Length - 1] = end;

    /// <summary>Links the symbols and ranks all pairs.</summary>
    public void Link(MergeTable merges)
    {
        for (var i = 0; i < Length; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1);
            ranks[i] = i + 1 < Length ? merges.RankOf(ids[i], ids[i + 1], out _) : MergeTable.NoRank;
        }

        Lookups += Length;
    }

    /// <summary>The rank of a symbol's pair with its right neighbour; none for a symbol that was merged away.</summary>
    public int RankAt(int symbol) => ranks[symbol];

    /// <summary>The symbol after this one; <see cref="Length"/> after the last.</summary>
    public int Next(int symbol) => next[symbol];

    /// <summary>The symbol before this one; -1 before the first.</summary>
    public int Previous(int symbol) => previous[symbol];

    /// <summary>Merges a symbol with its right neighbour and ranks the two pairs that it is now in.</summary>
    public void Merge(int left, MergeTable merges)
    {
        var right = next[left];
        merges.RankOf(ids[left], ids[right], out ids[left]);
        var after = next[left] = next[right];
        ranks[right] = MergeTable.NoRank;
        ranks[left] = MergeTable.NoRank;
        if (after < Length)
        {
            previous[after] = left;
            ranks[left] = merges.RankOf(ids[left], ids[after], out _);
        }

        if (previous[left] is var before and >= 0)
            ranks[before] = merges.RankOf(ids[before], ids[left], out _);
        Lookups += 3;
    }

    /// <summary>Appends what is left as tokens.</summary>
    public void AppendTo(TokenBuffer tokens)
    {
        for (var i = 0; i < Length; i = next[i])
            tokens.Add(ids[i], starts[i], ends[next[i] - 1]);
    }

    private void Grow()
    {
        Array.Resize(ref ids, Length * 2);
        Array.Resize(ref starts, Length * 2);
        Array.Resize(ref ends, Length * 2);
        Array.Resize(ref ranks, Length * 2);
        Array.Resize(ref previous, Length * 2);
        Array.Resize(ref next, Length * 2 + 1);
    }
}
