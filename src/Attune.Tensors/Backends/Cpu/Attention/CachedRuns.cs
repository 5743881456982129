namespace Attune.Tensors.Backends.Cpu;

/// <summary>Neighbouring rows of one sequence, which cached attention does together.</summary>
/// <param name="starts">The first row of each run, and behind the last one the number of rows.</param>
/// <param name="count">How many runs.</param>
internal readonly unsafe struct CachedRuns(int* starts, int count)
{
    /// <summary>Query rows, those of a head group counted singly, that stay in the first-level cache with a block of keys.</summary>
    private const int MostQueries = 48;

    public int Count => count;

    /// <summary>The first row of a run; that of the run behind the last one is the number of rows.</summary>
    public int this[int run] => starts[run];

    /// <param name="keyStart">For each row, where its sequence begins.</param>
    /// <param name="group">Query heads that share keys.</param>
    /// <param name="starts">Room for a number more than rows.</param>
    public static CachedRuns Of(ReadOnlySpan<int> keyStart, int group, int* starts)
    {
        int count = 0, most = Math.Max(1, MostQueries / group);
        for (int row = 0; row < keyStart.Length; row++)
        {
            if (row == 0 || keyStart[row] != keyStart[row - 1] || row - starts[count - 1] == most)
                starts[count++] = row;
        }

        starts[count] = keyStart.Length;
        return new CachedRuns(starts, count);
    }
}
