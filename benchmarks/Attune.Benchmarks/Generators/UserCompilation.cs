using System.Collections.Immutable;
using Attune.Generators.Datasets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Benchmarks.Generators;

/// <summary>Compiles user code in this process, with or without our generators and analyzers.</summary>
internal sealed class UserCompilation(IReadOnlyList<(string Path, string Text)> files, BuildOptions options)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Attune.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [.. OfKind<DiagnosticAnalyzer>()];

    /// <summary>Every project has analyzers, those of the .NET SDK: that there is a driver at all is not our cost.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Nobody { get; } = [new IdleAnalyzer()];

    /// <summary>The files parsed anew.</summary>
    /// <param name="project">The assembly's name: of another project nothing is remembered.</param>
    public CSharpCompilation Create(string project = "ManyRecipes") => CSharpCompilation.Create(
        project,
        files.Select(file => Parse(file.Text, file.Path)),
        References,
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    public GeneratorDriver Driver() => Driver(OfKind<IIncrementalGenerator>());

    public GeneratorDriver Driver(IEnumerable<IIncrementalGenerator> generators) => CSharpGeneratorDriver.Create(
        generators.Select(generator => generator.AsSourceGenerator()), options.AdditionalFiles, ParseOptions, options);

    public CompilationWithAnalyzers Analyze(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(options.AdditionalFiles, options), onAnalyzerException: (exception, _, _) => throw exception,
            concurrentAnalysis: true, logAnalyzerExecutionTime: true));

    /// <summary>Writes the assembly, and fails where the compiler has something to say.</summary>
    public static void Emit(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
            throw new InvalidOperationException(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
    }

    private static IEnumerable<T> OfKind<T>() => typeof(DatasetGenerator).Assembly.GetTypes()
        .Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type)!);
}
