using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tools;

/// <summary>ATT2035: what a model is to give a tool has a form in JSON.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolParameterAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ToolParameter];

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
        var method = (IMethodSymbol)context.Symbol;
        if (!method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(context.CancellationToken) is MethodDeclarationSyntax { AttributeLists.Count: > 0 }))
            return;
        if (!method.Has(KnownNames.Tool))
            return;
        if (method.IsGenericMethod)
        {
            Report(context, method, $"{method.Name} is generic");
            return;
        }

        var schema = new ParameterSchema(context.CancellationToken);
        schema.Write(new JsonWriter(), method, Documentation.Of(method, context.CancellationToken));
        if (schema is { Problem: { } problem, ProblemParameter: { } parameter })
            Report(context, parameter, problem);
    }

    private static void Report(SymbolAnalysisContext context, ISymbol at, string problem) => context.ReportDiagnostic(
        Diagnostic.Create(DiagnosticDescriptors.ToolParameter, at.Locations.FirstOrDefault(), context.Symbol.Name, problem));
}
