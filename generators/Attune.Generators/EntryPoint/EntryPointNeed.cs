using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.EntryPoint;

/// <summary>Whether the project is a program that lacks a <c>Main</c> and may get one.</summary>
internal static class EntryPointNeed
{
    /// <summary>The tracked step; its value is one bool, so the compilation goes no further.</summary>
    public const string Step = "EntryPoint.Need";

    public static IncrementalValueProvider<bool> Provider(IncrementalGeneratorInitializationContext context)
    {
        var isWanted = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            !options.GlobalOptions.TryGetValue("build_property.AttuneGenerateEntryPoint", out var value)
            || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase));

        // Only where something looks like an entry point is the compiler asked, which binds what it finds.
        var candidates = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => IsCandidate(node), static (_, _) => true)
            .Collect();
        return context.CompilationProvider
            .Combine(candidates)
            .Select(static (pair, cancellation) => IsMissing(pair.Left, pair.Right.Length > 0, cancellation))
            .Combine(isWanted)
            .Select(static (pair, _) => pair is (true, true))
            .WithTrackingName(Step);
    }

    private static bool IsCandidate(SyntaxNode node) =>
        node is MethodDeclarationSyntax { Identifier.ValueText: "Main" } or GlobalStatementSyntax;

    private static bool IsMissing(Compilation compilation, bool hasCandidate, CancellationToken cancellation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypeByMetadataName(KnownNames.App) is not null
        && (!hasCandidate || compilation.GetEntryPoint(cancellation) is null);
}
