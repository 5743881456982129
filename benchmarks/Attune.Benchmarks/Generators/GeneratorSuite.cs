using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// What generators and analyzers cost the compiler: their share of a clean compile of the sample with 50 recipes, and the
/// time of an edit inside a template.
/// <para>
/// The share is (with - without) / with. "with" is a compile from nothing of the user's files with our generators and
/// analyzers; "without" is one of the same program, the user's files and what we generated, the latter as if a person had
/// written it and without our assemblies. So finding, reading and checking of declarations is ours, and so is all that Roslyn
/// does because there is a generator: it binds the user's types once more, and puts generated files into the symbols. That
/// the generated code is compiled is not: the program needs it, whoever writes it. "floor" is a compile with a generator
/// that finds the same attributes and hands over the same files, ready made, and an idle analyzer: what Roslyn asks of
/// anybody who generates this. All three in turns, by wall clock, with a warm compiler, as its server is.
/// </para>
/// <para>
/// "with" in process is the first compile of a project by a warm compiler; "again" is a later one, of which files and models are
/// remembered: every build of a compiler's server but the first, and so all that is measured of "csc /shared".
/// </para>
/// <para>
/// It is measured three times. "csc /shared" is what a user waits for: the SDK's compiler, its analyzers and all that a build
/// asks of it. "csc" is the same in a process of its own, as in the first build of a day. "in process" has sources and
/// references in memory, one idle analyzer and an assembly alone. What the compiler itself says of generators and analyzers
/// (/reportanalyzer) is the second figure; it counts as an analyzer's what the compiler would else bind a little later, and
/// nothing of what Roslyn does around them.
/// </para>
/// </summary>
internal static class GeneratorSuite
{
    private const int Recipes = 50;
    private const int Edits = 60;

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        var options = new Queue<string>(args);
        (string? only, int rounds) = (null, 15);
        while (options.Count > 0)
        {
            switch (options.Dequeue(), options.TryDequeue(out string? value) ? value : null)
            {
                case ("--only", "csc" or "cold" or "process" or "edit" or "memory"):
                    only = value;
                    break;
                case ("--rounds", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out rounds) && rounds > 0:
                    break;
                default:
                    Console.Error.WriteLine("Options of generators: [--only csc | --only cold | --only process | --only edit | --only memory] [--rounds N]");
                    return 1;
            }
        }

        if (only is null or "csc")
            await ProjectCompile.RunAsync(Recipes, new Rounds(rounds, MostWarmups: 2 * rounds), isCold: false, Print);
        if (only is null or "cold")
            await ProjectCompile.RunAsync(Recipes, new Rounds(rounds, MostWarmups: 1), isCold: true, Print);
        if (only is null or "process")
            await RunInProcessAsync(new Rounds(rounds, MostWarmups: 2 * rounds));
        if (only is null or "edit")
            await RunEditAsync();
        if (only is null or "memory")
            await KeptMemory.RunAsync(Recipes, Print);
        return 0;
    }

    private static async Task RunInProcessAsync(Rounds rounds)
    {
        var options = new BuildOptions();
        List<(string, string)> files = [.. new ManyRecipes(Recipes).Files()];
        var clean = new CleanCompile(files, options);
        Print($"in process      {Recipes} recipes: {files.Count} files, {clean.Generated} generated with {clean.Characters / 1000} thousand characters, {UserCompilation.Analyzers.Length} analyzers");
        Func<Task<CompileCost>>[] kinds = [clean.WithAsync, clean.FloorAsync, clean.WithoutAsync, clean.GeneratorsAsync, clean.AnalyzersAsync, clean.AgainAsync];
        ShareLine.Print(await rounds.MeasureAsync(kinds.Length, kind => kinds[kind]()), overhead: 0, Print);
        Print($"reportanalyzer  generators {clean.Generators:0.0} ms   analyzers {clean.Analyzers:0.0} ms in all threads");
    }

    private static async Task RunEditAsync()
    {
        var options = new BuildOptions();
        List<(string, string)> files = [.. new ManyRecipes(Recipes).Files()];
        var edit = new TemplateEdit(files, options);
        List<(double Generators, double Analyzers)> edits = [];
        for (int i = 0; i < 2 * Edits; i++)
            edits.Add(await edit.MeasureAsync());
        edits.RemoveRange(0, Edits);
        Print($"template edit   median {Median.Of(edits.Select(each => each.Generators + each.Analyzers)),5:0.0} ms   generators {Median.Of(edits.Select(each => each.Generators)):0.0} ms   analyzers {Median.Of(edits.Select(each => each.Analyzers)):0.0} ms   worst {edits.Max(each => each.Generators + each.Analyzers):0.0} ms");
        Print($"generators' own {string.Join(", ", edit.Timing.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Milliseconds:0.0} ms")))}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
