using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Benchmarks.Generators;

/// <summary>A keystroke inside the template of one prompt: generators run again, and analyzers look at that file.</summary>
internal sealed class TemplateEdit
{
    private readonly UserCompilation _user;
    private readonly string _path;
    private readonly string _text;
    private Compilation _compilation;
    private GeneratorDriver _driver;
    private int _edits;

    public TemplateEdit(IReadOnlyList<(string Path, string Text)> files, BuildOptions options)
    {
        _user = new UserCompilation(files, options);
        (_path, _text) = files.First(file => file.Text.Contains("{{ text }}", StringComparison.Ordinal));
        _compilation = _user.Create();
        _driver = _user.Driver().RunGenerators(_compilation);
    }

    /// <summary>The generators of the last edit by their own time in milliseconds.</summary>
    public IReadOnlyList<(string Name, double Milliseconds)> Timing { get; private set; } = [];

    /// <returns>Milliseconds in the generators, and in the analyzers.</returns>
    public async Task<(double Generators, double Analyzers)> MeasureAsync()
    {
        string text = _text.Replace("{{ text }}", string.Create(CultureInfo.InvariantCulture, $"{{{{ text }}}} {_edits++}"), StringComparison.Ordinal);
        var before = _compilation.SyntaxTrees.Single(tree => tree.FilePath == _path);
        var after = UserCompilation.Parse(text, _path);
        _compilation = _compilation.ReplaceSyntaxTree(before, after);

        long start = Stopwatch.GetTimestamp();
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var complete, out _);
        double generators = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Timing = _driver.GetTimingInfo().GeneratorTimes.Select(each => (each.Generator.GetGeneratorType().Name, each.ElapsedTime.TotalMilliseconds)).ToList();

        // What an editor asks for anyway: the file bound, and a driver with some analyzer.
        await AnalyzeAsync(complete, after, UserCompilation.Nobody);
        start = Stopwatch.GetTimestamp();
        await AnalyzeAsync(complete, after, UserCompilation.Analyzers);
        return (generators, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private async Task AnalyzeAsync(Compilation compilation, SyntaxTree tree, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var analyzed = _user.Analyze(compilation, analyzers);
        await analyzed.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None);
        await analyzed.GetAnalyzerSemanticDiagnosticsAsync(analyzed.Compilation.GetSemanticModel(tree), null, CancellationToken.None);
    }
}
