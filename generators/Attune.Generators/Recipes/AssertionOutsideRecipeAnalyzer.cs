using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2019: assertions are methods of a recipe.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AssertionOutsideRecipeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.AssertionOutsideRecipe];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Check, SymbolKind.Method);
    }

    private static void Check(SymbolAnalysisContext context)
    {
        // Most methods have no attribute at all; to see that, none need be bound.
        if (!context.Symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.CancellationToken) is MethodDeclarationSyntax { AttributeLists.Count: > 0 }))
            return;
        if (!context.Symbol.Has(KnownNames.Assertion) || context.Symbol.ContainingType is not { } type || type.Has(KnownNames.Recipe))
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.AssertionOutsideRecipe, context.Symbol.Locations.FirstOrDefault(), context.Symbol.Name, type.Name));
    }
}
