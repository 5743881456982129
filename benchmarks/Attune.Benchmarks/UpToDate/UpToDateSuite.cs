using System.Globalization;
using Attune.Benchmarks.Generators;

namespace Attune.Benchmarks.UpToDate;

/// <summary>
/// What our SDK costs a build that has nothing to do: <c>dotnet build --no-restore</c> (or with restore) of a recipe project that takes our
/// packages, in turns with a twin that has as many sources and the same libraries without our SDK, the twin once more, which
/// tells the noise, and a console project without any package.
/// </summary>
internal static class UpToDateSuite
{
    private const int Twin = 1;
    private const int TwinAgain = 2;
    private const int Bare = 3;

    private static readonly string[] Projects = ["Recipe", "Twin", "Twin", "Bare"];

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        string? kept = null;
        (int counted, bool restores) = (10, false);
        var options = new Queue<string>(args);
        while (options.TryDequeue(out string? option))
        {
            if (option == "--restore")
                restores = true;
            else if (option == "--folder" && options.TryDequeue(out kept))
                continue;
            else if (option != "--rounds" || !options.TryDequeue(out string? text) || !int.TryParse(text, CultureInfo.InvariantCulture, out counted) || counted < 0)
                return Refuse();
        }

        string folder = kept ?? Directory.CreateTempSubdirectory("attune-up-to-date-").FullName;
        try
        {
            var user = new UserFolder(folder);
            user.Make();
            if (counted == 0)
                return 0;
            var (times, warmups, _) = await new Rounds(counted, MostWarmups: 1).MeasureAsync(Projects.Length, kind => Task.FromResult(user.Build(Projects[kind], restores)));
            Print($"up to date      dotnet build{(restores ? "" : " --no-restore")}, {times.Count} rounds after {warmups} to warm up");
            Print("wall clock", times, cost => cost.Milliseconds);
            Print("processor ", times, cost => cost.Processor);
            return 0;
        }
        finally
        {
            if (kept is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static int Refuse()
    {
        Console.Error.WriteLine("Options of up-to-date: [--rounds N] [--restore] [--folder FOLDER, where projects are made once and kept; --rounds 0 only makes them]");
        return 1;
    }

    private static void Print(string what, IReadOnlyList<CompileCost[]> times, Func<CompileCost, double> cost)
    {
        double Of(int kind) => Median.Of(times.Select(each => cost(each[kind])));

        // Of the differences of each round and not of the medians: what disturbs a round disturbs all of it.
        double Beyond(int one, int other) => Median.Of(times.Select(each => cost(each[one]) - cost(each[other])));
        Print($"{what}      with {Of(0),6:0} ms   twin {Of(Twin),6:0} ms   twin again {Of(TwinAgain),6:0} ms   bare {Of(Bare),6:0} ms");
        Print($"                beyond the twin {Beyond(0, Twin):0} and {Beyond(0, TwinAgain):0} ms   floor (twin against itself) {Beyond(Twin, TwinAgain):0} ms   beyond the bare project {Beyond(0, Bare):0} ms");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
