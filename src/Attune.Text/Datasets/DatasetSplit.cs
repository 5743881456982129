namespace Attune.Text.Datasets;

/// <summary>Divides rows into those to train on and those to test on.</summary>
public static class DatasetSplit
{
    /// <summary>
    /// Puts each row into the test part or not by its content and the seed alone: a row stays where it is when rows are
    /// added, removed or put into another order, and equal rows are never in both parts. So the test part has about
    /// rows × fraction rows, not exactly. Where that would leave a part empty and there are two different rows, the row
    /// nearest to the border changes sides. Both parts keep the order.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="testFraction">The part to test on, from 0 to below 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    /// <param name="content">The hash of a row's content, as <see cref="RowHash.Of"/> gives it.</param>
    public static (IReadOnlyList<T> Train, IReadOnlyList<T> Test) Split<T>(
        IReadOnlyList<T> rows, double testFraction, ulong seed, Func<T, ulong> content)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(content);
        var split = new ContentSplit(testFraction, seed);
        var contents = rows.Select(content).ToList();
        foreach (var known in contents)
            split.Add(known);
        var (train, test) = (new List<T>(), new List<T>());
        for (var i = 0; i < rows.Count; i++)
            (split.IsTest(contents[i]) ? test : train).Add(rows[i]);
        return (train, test);
    }

    /// <summary>Whether a row is one to test on, for rows that are not all in memory.</summary>
    /// <param name="content">The hash of the row's content, as <see cref="RowHash.Of"/> gives it.</param>
    /// <param name="testFraction">The part to test on, from 0 to below 1.</param>
    /// <param name="seed">The seed of the choice.</param>
    public static bool IsTest(ulong content, double testFraction, ulong seed)
    {
        CheckFraction(testFraction);
        return Draw(content, seed) < testFraction;
    }

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
        CheckFraction(testFraction);
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

    /// <summary>A number from 0 to below 1, with all 53 bits that a double has there.</summary>
    internal static double Draw(ulong content, ulong seed) => (SplitMix64.Mix(content ^ SplitMix64.Mix(seed)) >> 11) * (1.0 / (1UL << 53));

    private static ulong Hash(ulong index, ulong seed) => SplitMix64.Mix((index + 1) * 0x9E3779B97F4A7C15UL + seed * 0xD1342543DE82EF95UL);

    internal static void CheckFraction(double testFraction)
    {
        if (!(testFraction is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The fraction must be from 0 to below 1.");
    }
}
