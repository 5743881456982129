using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// One compile from nothing in this process: with our generators and analyzers, with those of <see cref="FloorGenerator"/>,
/// and of the same code with the generated files as if a person had written them.
/// </summary>
internal sealed class CleanCompile
{
    private readonly UserCompilation _user;
    private readonly UserCompilation _byHand;
    private readonly IIncrementalGenerator _floor;
    private readonly DiagnosticAnalyzer _floorAnalyzer;
    private int _projects;

    public CleanCompile(IReadOnlyList<(string Path, string Text)> files, BuildOptions options)
    {
        _user = new UserCompilation(files, options);
        var driver = _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        _byHand = new UserCompilation([.. complete.SyntaxTrees.Select(tree => (tree.FilePath, tree.ToString()))], options);
        List<(string, string)> generated = [.. driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources).Select(source => (source.HintName, source.SourceText.ToString()))];
        (Generated, Characters) = (generated.Count, generated.Sum(file => file.Item2.Length));
        var floor = Assembly.Load(FloorAssembly.Build(generated));
        _floor = (IIncrementalGenerator)Activator.CreateInstance(floor.GetType(typeof(FloorGenerator).FullName!)!)!;
        _floorAnalyzer = (DiagnosticAnalyzer)Activator.CreateInstance(floor.GetType(typeof(IdleAnalyzer).FullName!)!)!;
    }

    public int Generated { get; }

    public int Characters { get; }

    /// <summary>The analyzers' own time in the last compile with ours, in milliseconds of all threads.</summary>
    public double Analyzers { get; private set; }

    /// <summary>The generators' own time in the last compile with ours, in milliseconds.</summary>
    public double Generators { get; private set; }

    /// <summary>A compile with ours of a project that this process has not seen.</summary>
    public Task<CompileCost> WithAsync() => OursAsync(string.Create(CultureInfo.InvariantCulture, $"ManyRecipes{++_projects}"));

    /// <summary>A compile with ours of a project that this process has compiled before, as a compiler's server has after a build.</summary>
    public Task<CompileCost> AgainAsync() => OursAsync("ManyRecipes");

    private async Task<CompileCost> OursAsync(string project)
    {
        var watch = CompileWatch.Start();
        var driver = _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(project), out var complete, out _);
        var found = await FinishAsync(_user, complete, [.. UserCompilation.Nobody, .. UserCompilation.Analyzers]);
        var cost = watch.Cost;
        Generators = driver.GetTimingInfo().ElapsedTime.TotalMilliseconds;
        Analyzers = found.AnalyzerTelemetryInfo.Where(pair => pair.Key is not IdleAnalyzer).Sum(pair => pair.Value.ExecutionTime.TotalMilliseconds);
        return cost;
    }

    /// <summary>A compile with the least that gives the same files.</summary>
    public async Task<CompileCost> FloorAsync()
    {
        var watch = CompileWatch.Start();
        _user.Driver([_floor]).RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        await FinishAsync(_user, complete, [.. UserCompilation.Nobody, _floorAnalyzer]);
        return watch.Cost;
    }

    /// <summary>A compile with our generators, which have not seen the project, and the least analyzer.</summary>
    public async Task<CompileCost> GeneratorsAsync()
    {
        var watch = CompileWatch.Start();
        _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(string.Create(CultureInfo.InvariantCulture, $"ManyRecipes{++_projects}")), out var complete, out _);
        await FinishAsync(_user, complete, [.. UserCompilation.Nobody, _floorAnalyzer]);
        return watch.Cost;
    }

    /// <summary>A compile with our analyzers and the least that gives the same files.</summary>
    public async Task<CompileCost> AnalyzersAsync()
    {
        var watch = CompileWatch.Start();
        _user.Driver([_floor]).RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        await FinishAsync(_user, complete, [.. UserCompilation.Nobody, .. UserCompilation.Analyzers]);
        return watch.Cost;
    }

    /// <summary>A compile without generators.</summary>
    public async Task<CompileCost> WithoutAsync()
    {
        var watch = CompileWatch.Start();
        await FinishAsync(_byHand, _byHand.Create(), UserCompilation.Nobody);
        return watch.Cost;
    }

    private static async Task<AnalysisResult> FinishAsync(UserCompilation user, Compilation complete, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var found = await user.Analyze(complete, analyzers).GetAnalysisResultAsync(CancellationToken.None);
        UserCompilation.Emit(complete);
        return found.GetAllDiagnostics() is [var first, ..]
            ? throw new InvalidOperationException($"The sample should have no diagnostic: {first}")
            : found;
    }
}
