using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// What generators and analyzers cost the compiler: the share of a clean compile of the sample with 50 recipes, and the time
/// of an edit inside a template. The compiler is warm, as its server is; the first compile is printed too.
/// <para>
/// A clean compile is measured twice. "csc /shared" is what a user waits for, and the stricter of the two: the SDK's
/// compiler, its analyzers and all that a build asks of it. "in process" has sources and references in memory, one idle
/// analyzer and an assembly alone; it is nearer to our own work, and came out as the smaller share.
/// </para>
/// </summary>
internal static class GeneratorSuite
{
    private const int Recipes = 50;
    private const int Pairs = 15;
    private const int Repeats = 15;

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([] or ["--only", "csc" or "process"]))
        {
            Console.Error.WriteLine("Options of generators: [--only csc | --only process]");
            return 1;
        }

        if (args is not [_, "process"])
            ProjectCompile.Run(Recipes, Pairs, Print);
        if (args is not [_, "csc"])
            await RunInProcessAsync();
        return 0;
    }

    private static async Task RunInProcessAsync()
    {
        var options = new BuildOptions();
        List<(string, string)> files = [.. new ManyRecipes(Recipes).Files()];
        var clean = new CleanCompile(files, options);
        Print($"in process      {Recipes} recipes: {files.Count} files, {clean.Generated} generated, {UserCompilation.Analyzers.Length} analyzers");

        List<(double With, double Without, double Generators)> compiles = [];
        for (int i = 0; i < 2 * Repeats; i++)
            compiles.Add(await clean.MeasureAsync());
        Print($"first compile   with {compiles[0].With,7:0.0} ms   without {compiles[0].Without,7:0.0} ms");

        // The first half is for the JIT, which still works on Roslyn after a dozen compiles.
        compiles.RemoveRange(0, Repeats);
        double with = Median.Of(compiles.Select(each => each.With)), without = Median.Of(compiles.Select(each => each.Without));
        Print($"clean compile   with {with,7:0.0} ms   without {without,7:0.0} ms   ours {with - without,6:0.0} ms = {(with - without) / with:P1}   generators {Median.Of(compiles.Select(each => each.Generators)):0.0} ms");
        Print($"analyzers' own  {clean.Analyzers:0.0} ms in all threads");

        var edit = new TemplateEdit(files, options);
        List<(double Generators, double Analyzers)> edits = [];
        for (int i = 0; i < 8 * Repeats; i++)
            edits.Add(await edit.MeasureAsync());
        edits.RemoveRange(0, 4 * Repeats);
        Print($"template edit   median {Median.Of(edits.Select(each => each.Generators + each.Analyzers)),5:0.0} ms   generators {Median.Of(edits.Select(each => each.Generators)):0.0} ms   analyzers {Median.Of(edits.Select(each => each.Analyzers)):0.0} ms   worst {edits.Max(each => each.Generators + each.Analyzers):0.0} ms");
        Print($"generators' own {string.Join(", ", edit.Timing.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Milliseconds:0.0} ms")))}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
