namespace Attune.Benchmarks.Generators;

/// <summary>Prints rounds of three kinds of compile: with ours, with the floor, without either.</summary>
internal static class ShareLine
{
    /// <param name="measured">The rounds.</param>
    /// <param name="overhead">Milliseconds that each time has and that are no compile.</param>
    /// <param name="print">Where to.</param>
    public static void Print((IReadOnlyList<double[]> Times, int Warmups, bool IsSteady) measured, double overhead, Action<FormattableString> print)
    {
        var times = measured.Times;
        double with = Median.Of(times.Select(each => each[0])) - overhead;
        double floor = Median.Of(times.Select(each => each[1])) - overhead;
        double without = Median.Of(times.Select(each => each[2])) - overhead;

        // Of the differences of each round and not of the medians: what disturbs a round disturbs all of it.
        double ours = Median.Of(times.Select(each => each[0] - each[2]));
        double least = Median.Of(times.Select(each => each[1] - each[2]));
        print($"rounds          {times.Count} after {measured.Warmups} to warm up{(measured.IsSteady ? "" : ", which were still getting faster")}");
        print($"clean compile   with {with,7:0.0} ms   floor {floor,7:0.0} ms   without {without,7:0.0} ms");
        print($"share           ours {ours,6:0.0} ms = {ours / with:P1}   of it Roslyn's for the smallest generator {least:0.0} ms = {least / with:P1}");
    }
}
