using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

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

        var analyzed = _user.Analyze(complete, CancellationToken.None);
        var model = complete.GetSemanticModel(after);
        start = Stopwatch.GetTimestamp();
        await analyzed.GetAnalyzerSyntaxDiagnosticsAsync(after, CancellationToken.None);
        await analyzed.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None);
        return (generators, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
