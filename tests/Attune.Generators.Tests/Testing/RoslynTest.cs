using System.Collections.Immutable;
using Attune.Generators.ChatTemplates;
using Attune.Generators.Datasets;
using Attune.Generators.Prompts;
using Attune.Generators.Recipes;
using Attune.Generators.Tools;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Testing;

/// <summary>Compiles user code in memory and runs generators and analyzers on it.</summary>
internal static class RoslynTest
{
    public const string ProjectFolder = "/project";
    public const string SourcePath = ProjectFolder + "/Sample.cs";

    /// <summary>What Microsoft.NET.Sdk silences: assemblies of several versions of the base library.</summary>
    private static readonly ImmutableDictionary<string, ReportDiagnostic> SdkNoWarn = ImmutableDictionary<string, ReportDiagnostic>.Empty
        .Add("CS1701", ReportDiagnostic.Suppress)
        .Add("CS1702", ReportDiagnostic.Suppress);

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using Attune;
        global using Attune.Evaluation;
        global using FluentAssertions;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    /// <summary>What a user's project refers to: the base library, Attune and FluentAssertions; no Roslyn.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !name.StartsWith("xunit", StringComparison.Ordinal)
                && !name.StartsWith("Attune.Generators", StringComparison.Ordinal)
                && !name.StartsWith("Attune.CodeFixes", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compile(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, string path = SourcePath)
    {
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999)
            .WithSpecificDiagnosticOptions(SdkNoWarn);
        return CSharpCompilation.Create(
            "UserProject",
            [Parse(source, path), Parse(GlobalUsings, ProjectFolder + "/GlobalUsings.cs")],
            References,
            options);
    }

    public static SyntaxTree Parse(string source, string path = SourcePath) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    public static GeneratorDriver Driver(TestOptions? options = null, bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [
            new DatasetGenerator().AsSourceGenerator(),
            new PromptGenerator().AsSourceGenerator(),
            new ChatTemplateGenerator().AsSourceGenerator(),
            new RecipeGenerator().AsSourceGenerator(),
            new ToolGenerator().AsSourceGenerator(),
        ],
        parseOptions: ParseOptions,
        optionsProvider: options ?? TestOptions.Default,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>The user's code with what was generated for it.</summary>
    public static (Compilation Compilation, GeneratorDriverRunResult Result) Generate(CSharpCompilation compilation, TestOptions? options = null)
    {
        var driver = Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return (output, driver.GetRunResult());
    }

    /// <summary>The generated file whose name ends so.</summary>
    public static string Generated(string source, string hintNameEnd, TestOptions? options = null) =>
        Generate(Compile(source), options).Result.GeneratedTrees
            .Single(tree => tree.FilePath.EndsWith(hintNameEnd, StringComparison.Ordinal))
            .ToString();

    /// <summary>Generates, and fails on any error or warning of the compiler, in the user's code or in ours.</summary>
    public static Compilation GenerateCleanly(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, TestOptions? options = null)
    {
        var (output, result) = Generate(Compile(source, kind), options);
        Assert.All(result.Results, each => Assert.Null(each.Exception));
        var problems = output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(problems.Select(problem => problem.ToString()));
        return output;
    }

    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(DiagnosticAnalyzer analyzer, string source, TestOptions? options = null)
    {
        options ??= TestOptions.Default;
        var analyzed = Compile(source).WithAnalyzers([analyzer], new AnalyzerOptions(options.AdditionalFiles, options));
        var diagnostics = await analyzed.GetAnalyzerDiagnosticsAsync();

        // An analyzer that throws is reported as AD0001.
        Assert.All(diagnostics, diagnostic => Assert.True(diagnostic.Id != "AD0001", diagnostic.ToString()));
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
