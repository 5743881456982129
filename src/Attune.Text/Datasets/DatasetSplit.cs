namespace Attune.Text.Datasets;

/// <summary>Divides rows into those to train on and those to test on.</summary>
public static class DatasetSplit
{
    /// <summary>
    /// Puts round(rows × fraction) rows into the test part, but leaves neither part empty where there are two
    /// rows or more and the fraction is above 0. Which ones depends only on their number, the fraction and the seed; both parts keep the order.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="testFraction">The part to test on, from 0 to below 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    public static (IReadOnlyList<T> Train, IReadOnlyList<T> Test) Split<T>(IReadOnlyList<T> rows, double testFraction, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!(testFraction is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The fraction must be from 0 to below 1.");
        var wanted = (int)Math.Round(rows.Count * testFraction, MidpointRounding.AwayFromZero);
        var most = Math.Max(rows.Count - 1, 0);
        if (testFraction > 0)
            wanted = Math.Clamp(wanted, Math.Min(1, most), most);

        // The rows with the smallest hashes of index and seed: adding rows at the end changes few choices before it.
        var chosen = Enumerable.Range(0, rows.Count)
            .OrderBy(index => Hash((ulong)index, seed)).ThenBy(index => index).Take(wanted).ToHashSet();
        var (train, test) = (new List<T>(rows.Count - wanted), new List<T>(wanted));
        for (var i = 0; i < rows.Count; i++)
            (chosen.Contains(i) ? test : train).Add(rows[i]);
        return (train, test);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014) of the index, at the seed's offset.</summary>
    private static ulong Hash(ulong index, ulong seed)
    {
        var z = (index + 1) * 0x9E3779B97F4A7C15UL + seed * 0xD1342543DE82EF95UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
