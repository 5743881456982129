using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Emission;

/// <summary>An editor shows generators and analyzers every state between two correct programs.</summary>
public sealed class HalfTypedCodeTests
{
    private const string Source = Samples.Question + """
        [ChatTemplate("{% for m in messages %}{{ m.content }}{% endfor %}", StopToken = "<|end|>")] public static partial class Template;
        """ + "\n" + Samples.Tool;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(DiagnosticDescriptors).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    [Fact]
    public async Task No_prefix_of_a_program_makes_anything_throw()
    {
        for (var length = 0; length < Source.Length; length += 7)
            await AssertNothingThrowsAsync(Source[..length]);
    }

    [Fact]
    public async Task No_missing_piece_makes_anything_throw()
    {
        for (var start = 0; start + 9 < Source.Length; start += 9)
            await AssertNothingThrowsAsync(Source.Remove(start, 9));
    }

    private static async Task AssertNothingThrowsAsync(string source)
    {
        var compilation = RoslynTest.Compile(source);
        var (_, result) = RoslynTest.Generate(compilation);
        Assert.All(result.Results, each => Assert.True(each.Exception is null, $"{each.Exception}\n{source}"));

        // An analyzer that throws is reported as AD0001.
        var options = TestOptions.Sdk("data/questions.jsonl");
        var diagnostics = await compilation.WithAnalyzers(Analyzers, new AnalyzerOptions([], options)).GetAnalyzerDiagnosticsAsync();
        Assert.All(diagnostics, diagnostic => Assert.True(diagnostic.Id.StartsWith("ATT2", StringComparison.Ordinal), $"{diagnostic}\n{source}"));
    }
}
