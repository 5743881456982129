namespace Attune.Benchmarks.Generators;

/// <summary>
/// A clean compile as a user has it: the SDK's csc and its server with the command line of the build, in turns with our
/// assemblies among the analyzers, with that of <see cref="FloorGenerator"/> in their place, and without either and with what
/// was generated among the sources.
/// </summary>
internal static class ProjectCompile
{
    /// <param name="recipes">How many recipes the project has.</param>
    /// <param name="rounds">How often to compile.</param>
    /// <param name="isCold">Whether each compile is a process of its own.</param>
    /// <param name="print">Where to.</param>
    public static async Task RunAsync(int recipes, Rounds rounds, bool isCold, Action<FormattableString> print)
    {
        using var project = new UserProject(new ManyRecipes(recipes));
        string[] kinds = [project.WithGenerators(), project.Floor(), project.ByHand()];
        using var server = new CompilerServer(project.Compiler, project.Folder);
        print($"{(isCold ? "csc        " : "csc /shared")}     the command line of 'dotnet build -c Release', {project.Analyzers} assemblies of the SDK's analyzers, {project.Generated} files generated with {project.Characters / 1000} thousand characters");
        if (isCold)
        {
            ShareLine.Print(await rounds.MeasureAsync(kinds.Length, kind => Task.FromResult(new CompileCost(server.RunCold("/noconfig", "@" + kinds[kind]).Milliseconds, double.NaN))), 0, print);
            return;
        }

        List<double> clients = [];
        var measured = await rounds.MeasureAsync(kinds.Length, kind =>
        {
            if (kind == 0)
                clients.Add(server.Run("/version").Milliseconds);
            return Task.FromResult(server.Measure("/noconfig", "@" + kinds[kind]));
        });

        double client = Median.Of(clients.TakeLast(measured.Times.Count));
        ShareLine.Print(measured, client, print);
        print($"                the client's {client:0} ms taken off");
        foreach (string line in Report(server, kinds[0]))
            print($"reportanalyzer  {line}");
    }

    /// <summary>What the compiler says of the time of our analyzer and generators: the lines of a table, of a warm compile.</summary>
    private static IEnumerable<string> Report(CompilerServer server, string responseFile) =>
        server.Run("/noconfig", "@" + responseFile, "/reportanalyzer").Output.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("Total ", StringComparison.Ordinal) || line.Contains("Attune.", StringComparison.Ordinal));
}
