using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// What generators and analyzers cost the compiler: the share of a clean compile of the sample with 50 recipes, and the time
/// of an edit inside a template. The compiler is warm, as its server is; the first compile is printed too.
/// </summary>
internal static class GeneratorSuite
{
    private const int Recipes = 50;

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        int repeats = args is ["--repeats", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 25;
        var options = new BuildOptions();
        List<(string, string)> files = [.. new ManyRecipes(Recipes).Files()];
        var clean = new CleanCompile(files, options);
        Print($"{Recipes} recipes: {files.Count} files, {clean.Generated} generated, {UserCompilation.Analyzers.Length} analyzers");

        List<(double With, double Without, double Generators)> compiles = [];
        for (int i = 0; i < 2 * repeats; i++)
            compiles.Add(await clean.MeasureAsync());
        Print($"first compile   with {compiles[0].With,7:0.0} ms   without {compiles[0].Without,7:0.0} ms");

        // The first half is for the JIT, which still works on Roslyn after a dozen compiles.
        compiles.RemoveRange(0, repeats);
        double with = Median(compiles.Select(each => each.With)), without = Median(compiles.Select(each => each.Without));
        Print($"clean compile   with {with,7:0.0} ms   without {without,7:0.0} ms   ours {with - without,6:0.0} ms = {(with - without) / with:P1}   generators {Median(compiles.Select(each => each.Generators)):0.0} ms");
        Print($"analyzers' own  {clean.Analyzers:0.0} ms in all threads");

        var edit = new TemplateEdit(files, options);
        List<(double Generators, double Analyzers)> edits = [];
        for (int i = 0; i < 8 * repeats; i++)
            edits.Add(await edit.MeasureAsync());
        edits.RemoveRange(0, 4 * repeats);
        Print($"template edit   median {Median(edits.Select(each => each.Generators + each.Analyzers)),5:0.0} ms   generators {Median(edits.Select(each => each.Generators)):0.0} ms   analyzers {Median(edits.Select(each => each.Analyzers)):0.0} ms   worst {edits.Max(each => each.Generators + each.Analyzers):0.0} ms");
        Print($"generators' own {string.Join(", ", edit.Timing.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Milliseconds:0.0} ms")))}");
        return 0;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
