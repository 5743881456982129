using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tools;

/// <summary>ATT2035: what a model is to give a tool has a form in JSON.</summary>
internal sealed class ToolParameterRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.ToolParameter;

    public void Register(RuleChecks rules) => rules.OnMethod(KnownNames.Tool, Check);

    private static void Check(TypeCheck check, IMethodSymbol method)
    {
        if (method.IsGenericMethod)
        {
            Report(check, method, method, $"{method.Name} is generic");
            return;
        }

        var schema = new ParameterSchema(check.Context.CancellationToken);
        schema.Write(new JsonWriter(), method, Documentation.Of(method, check.Context.CancellationToken));
        if (schema is { Problem: { } problem, ProblemParameter: { } parameter })
            Report(check, method, parameter, problem);
    }

    private static void Report(TypeCheck check, IMethodSymbol method, ISymbol at, string problem) => check.Report(
        Diagnostic.Create(DiagnosticDescriptors.ToolParameter, at.Locations.FirstOrDefault(), method.Name, problem));
}
