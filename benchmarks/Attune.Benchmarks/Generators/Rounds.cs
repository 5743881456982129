namespace Attune.Benchmarks.Generators;

/// <summary>
/// Compiles of several kinds in rounds, one of each kind a round. Which comes first changes with the round, since the next
/// finds the caches of the one before; rounds count from when they no longer get faster, as the JIT works on a compiler for
/// dozens of compiles.
/// </summary>
/// <param name="Counted">The rounds that count.</param>
/// <param name="MostWarmups">Rounds before them at most.</param>
internal sealed record Rounds(int Counted, int MostWarmups)
{
    private const int Window = 4;

    /// <summary>Measures until the rounds are counted.</summary>
    /// <param name="kinds">How many kinds of compile there are.</param>
    /// <param name="compile">Compiles one kind, and returns what it took.</param>
    /// <returns>The rounds that count, and how many came before them.</returns>
    public async Task<(IReadOnlyList<CompileCost[]> Times, int Warmups, bool IsSteady)> MeasureAsync(int kinds, Func<int, Task<CompileCost>> compile)
    {
        List<CompileCost[]> warmups = [];
        while (warmups.Count < MostWarmups && !IsSteady(warmups))
            warmups.Add(await RoundAsync(warmups.Count, kinds, compile));
        List<CompileCost[]> times = [];
        while (times.Count < Counted)
            times.Add(await RoundAsync(times.Count, kinds, compile));
        return (times, warmups.Count, IsSteady(warmups));
    }

    private static async Task<CompileCost[]> RoundAsync(int round, int kinds, Func<int, Task<CompileCost>> compile)
    {
        var times = new CompileCost[kinds];
        for (int i = 0; i < kinds; i++)
        {
            int kind = (round + i) % kinds;
            times[kind] = await compile(kind);
        }

        return times;
    }

    /// <summary>Whether the last few rounds were not faster than the few before by more than a thirtieth.</summary>
    private static bool IsSteady(List<CompileCost[]> rounds) =>
        rounds.Count >= 2 * Window
        && Median.Of(rounds.TakeLast(Window).Select(All)) >= 29.0 / 30 * Median.Of(rounds.SkipLast(Window).TakeLast(Window).Select(All));

    private static double All(CompileCost[] round) => round.Sum(each => each.Milliseconds);
}
