using System.Runtime.CompilerServices;
using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.EntryPoint;

/// <summary>Whether the project is a program that lacks a <c>Main</c> and may get one.</summary>
internal static class EntryPointNeed
{
    /// <summary>The tracked step; its value is one bool, so the compilation goes no further.</summary>
    public const string Step = "EntryPoint.Need";

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Candidates = new();

    public static IncrementalValueProvider<bool> Provider(IncrementalGeneratorInitializationContext context)
    {
        var isWanted = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            !options.GlobalOptions.TryGetValue("build_property.AttuneGenerateEntryPoint", out var value)
            || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase));

        return context.CompilationProvider
            .Select(static (compilation, cancellation) => IsMissing(compilation, cancellation))
            .Combine(isWanted)
            .Select(static (pair, _) => pair is (true, true))
            .WithTrackingName(Step);
    }

    private static bool IsMissing(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypeByMetadataName(KnownNames.App) is not null
        && (!compilation.SyntaxTrees.Any(tree => HasCandidate(tree, cancellation)) || compilation.GetEntryPoint(cancellation) is null);

    // Only where something looks like an entry point is the compiler asked, which binds what it finds.
    private static bool HasCandidate(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Candidates.TryGetValue(tree, out var known))
            return known.Value;
        var found = tree.GetRoot(cancellation)
            .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .Any(static node => node is MethodDeclarationSyntax { Identifier.ValueText: "Main" } or GlobalStatementSyntax);
        return Candidates.GetValue(tree, _ => new StrongBox<bool>(found)).Value;
    }
}
