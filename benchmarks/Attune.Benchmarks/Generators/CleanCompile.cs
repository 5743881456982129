using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Benchmarks.Generators;

/// <summary>
/// One compile from nothing, in turns: with our generators and analyzers, and of the same code with the generated files as
/// if a person had written them. The difference is what we cost.
/// </summary>
internal sealed class CleanCompile
{
    private readonly UserCompilation _user;
    private readonly UserCompilation _byHand;

    public CleanCompile(IReadOnlyList<(string Path, string Text)> files, BuildOptions options)
    {
        _user = new UserCompilation(files, options);
        _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        _byHand = new UserCompilation([.. complete.SyntaxTrees.Select(tree => (tree.FilePath, tree.ToString()))], options);
        Generated = complete.SyntaxTrees.Count() - files.Count;
    }

    public int Generated { get; }

    /// <summary>The analyzers' own time in the last compile, in milliseconds of all threads.</summary>
    public double Analyzers { get; private set; }

    /// <returns>Milliseconds with, without, and in the generators alone.</returns>
    public async Task<(double With, double Without, double Generators)> MeasureAsync()
    {
        long start = Stopwatch.GetTimestamp();
        var driver = _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        var found = await _user.Analyze(complete, [.. UserCompilation.Nobody, .. UserCompilation.Analyzers]).GetAnalysisResultAsync(CancellationToken.None);
        UserCompilation.Emit(complete);
        double with = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (found.GetAllDiagnostics() is [var first, ..])
            throw new InvalidOperationException($"The sample should have no diagnostic: {first}");
        Analyzers = found.AnalyzerTelemetryInfo.Where(pair => pair.Key is not IdleAnalyzer).Sum(pair => pair.Value.ExecutionTime.TotalMilliseconds);

        start = Stopwatch.GetTimestamp();
        var byHand = _byHand.Create();
        await _byHand.Analyze(byHand, UserCompilation.Nobody).GetAnalysisResultAsync(CancellationToken.None);
        UserCompilation.Emit(byHand);
        double without = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (with, without, driver.GetTimingInfo().ElapsedTime.TotalMilliseconds);
    }
}
