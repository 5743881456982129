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

    /// <returns>Milliseconds with, without, and in the generators alone.</returns>
    public async Task<(double With, double Without, double Generators)> MeasureAsync()
    {
        long start = Stopwatch.GetTimestamp();
        var driver = _user.Driver().RunGeneratorsAndUpdateCompilation(_user.Create(), out var complete, out _);
        var analyzed = _user.Analyze(complete, CancellationToken.None);
        var found = await analyzed.GetAnalyzerDiagnosticsAsync();
        UserCompilation.Emit(complete);
        double with = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (found.Length > 0)
            throw new InvalidOperationException($"The sample should have no diagnostic: {found[0]}");

        start = Stopwatch.GetTimestamp();
        UserCompilation.Emit(_byHand.Create());
        double without = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (with, without, driver.GetTimingInfo().ElapsedTime.TotalMilliseconds);
    }
}
