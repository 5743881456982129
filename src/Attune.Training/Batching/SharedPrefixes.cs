namespace Attune.Training;

/// <summary>
/// Texts in the order of their tokens, so that each stands behind the one it shares the most with, and how much that is.
/// The tokens that remain are those of the tree of prefixes: what several texts begin with is in it once.
/// </summary>
internal sealed class SharedPrefixes
{
    /// <summary>The fewest tokens that are shared: attention takes 32 queries at a time, and fewer cost as much as 32.</summary>
    public const int Least = 32;

    private readonly IReadOnlyList<int[]> _texts;

    public SharedPrefixes(IReadOnlyList<int[]> texts)
    {
        _texts = texts;
        Order = [.. Enumerable.Range(0, texts.Count)];
        Array.Sort(Order, Compare);
        Shared = new int[texts.Count];
        for (int i = 1; i < Order.Length; i++)
        {
            int common = texts[Order[i - 1]].AsSpan().CommonPrefixLength(texts[Order[i]]);
            Shared[i] = common >= Least ? common : 0;
            Any |= Shared[i] > 0;
        }
    }

    /// <summary>The numbers of the texts, sorted by their tokens; equal texts keep their order.</summary>
    public int[] Order { get; }

    /// <summary>For each place in the order, the tokens shared with the text before it; 0 where they are too few.</summary>
    public int[] Shared { get; }

    /// <summary>Whether there is anything to share.</summary>
    public bool Any { get; }

    private int Compare(int left, int right)
    {
        int byTokens = _texts[left].AsSpan().SequenceCompareTo(_texts[right]);
        return byTokens != 0 ? byTokens : left.CompareTo(right);
    }
}
