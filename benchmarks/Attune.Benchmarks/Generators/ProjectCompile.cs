namespace Attune.Benchmarks.Generators;

/// <summary>
/// A clean compile as a user has it: the SDK's csc and its server with the command line of the build, in turns with our
/// assemblies among the analyzers, and without them and what they generated among the sources.
/// </summary>
internal static class ProjectCompile
{
    /// <summary>Compiles of each kind before the first that counts; the server's JIT is at work in them.</summary>
    private const int Warmups = 6;

    public static void Run(int recipes, int pairs, Action<FormattableString> print)
    {
        using var project = new UserProject(new ManyRecipes(recipes));
        string with = project.WithGenerators(), without = project.ByHand();
        var server = new CompilerServer(project.Compiler, project.Folder);
        print($"csc /shared     the command line of 'dotnet build -c Release', {project.Analyzers} assemblies of the SDK's analyzers, {pairs} pairs");

        List<(double With, double Without, double Client)> times = [];
        for (int i = 0; i < Warmups + pairs; i++)
        {
            // Which goes first changes each time: the second finds the caches of the first.
            bool isFirst = i % 2 == 0;
            double first = Compile(server, isFirst ? with : without), second = Compile(server, isFirst ? without : with);
            times.Add((isFirst ? first : second, isFirst ? second : first, server.Run("/version").Milliseconds));
        }

        times.RemoveRange(0, Warmups);
        double client = Median.Of(times.Select(each => each.Client));
        double of = Median.Of(times.Select(each => each.With)) - client, ours = Median.Of(times.Select(each => each.With - each.Without));
        print($"clean compile   with {of,7:0.0} ms   without {Median.Of(times.Select(each => each.Without)) - client,7:0.0} ms   ours {ours,6:0.0} ms = {ours / of:P1}   (the client's {client:0} ms taken off)");
        foreach (string line in Report(server, with))
            print($"reportanalyzer  {line}");
    }

    private static double Compile(CompilerServer server, string responseFile) => server.Run("/noconfig", "@" + responseFile).Milliseconds;

    /// <summary>What the compiler says of the time of our analyzer and generators: the lines of a table, of a warm compile.</summary>
    private static IEnumerable<string> Report(CompilerServer server, string responseFile) =>
        server.Run("/noconfig", "@" + responseFile, "/reportanalyzer").Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("Total ", StringComparison.Ordinal) || line.Contains("Attune.", StringComparison.Ordinal));
}
