using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tools;

/// <summary>ATT2035: what a model is to give a tool has a form in JSON.</summary>
internal sealed class ToolParameterRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.ToolParameter;

    public void Register(RuleChecks rules) => rules.OnMethod(KnownNames.Tool, Check);

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method)
    {
        if (method.IsGenericMethod)
        {
            Report(context, method, method, $"{method.Name} is generic");
            return;
        }

        var schema = new ParameterSchema(context.CancellationToken);
        schema.Write(new JsonWriter(), method, Documentation.Of(method, context.CancellationToken));
        if (schema is { Problem: { } problem, ProblemParameter: { } parameter })
            Report(context, method, parameter, problem);
    }

    private static void Report(SymbolAnalysisContext context, IMethodSymbol method, ISymbol at, string problem) => context.ReportDiagnostic(
        Diagnostic.Create(DiagnosticDescriptors.ToolParameter, at.Locations.FirstOrDefault(), method.Name, problem));
}
