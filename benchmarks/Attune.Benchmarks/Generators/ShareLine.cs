namespace Attune.Benchmarks.Generators;

/// <summary>Prints rounds of three kinds of compile: with ours, with the floor, without either.</summary>
internal static class ShareLine
{
    /// <param name="measured">The rounds.</param>
    /// <param name="overhead">Milliseconds that each time has and that are no compile.</param>
    /// <param name="print">Where to.</param>
    public static void Print((IReadOnlyList<CompileCost[]> Times, int Warmups, bool IsSteady) measured, double overhead, Action<FormattableString> print)
    {
        var times = measured.Times;
        print($"rounds          {times.Count} after {measured.Warmups} to warm up{(measured.IsSteady ? "" : ", which were still getting faster")}");
        Print("wall clock", times, cost => cost.Milliseconds, overhead, print);
        Print("processor ", times, cost => cost.Processor, 0, print);
    }

    private static void Print(string what, IReadOnlyList<CompileCost[]> times, Func<CompileCost, double> cost, double overhead, Action<FormattableString> print)
    {
        double Of(int kind) => Median.Of(times.Select(each => cost(each[kind]))) - overhead;

        // Of the differences of each round and not of the medians: what disturbs a round disturbs all of it.
        double Beyond(int kind) => Median.Of(times.Select(each => cost(each[kind]) - cost(each[2])));
        double with = Of(0);
        print($"{what}      with {with,7:0.0} ms   floor {Of(1),7:0.0} ms   without {Of(2),7:0.0} ms   ours {Beyond(0),6:0.0} ms = {Beyond(0) / with:P1}   of it the floor's {Beyond(1),6:0.0} ms = {Beyond(1) / with:P1}");
        if (times[0].Length > 3)
        {
            print($"                beyond the floor: generators {Beyond(3) - Beyond(1),6:0.0} ms   analyzers {Beyond(4) - Beyond(1),6:0.0} ms");
            print($"                again {Of(5),7:0.0} ms   ours {Beyond(5),6:0.0} ms = {Beyond(5) / Of(5):P1}");
        }
    }
}
