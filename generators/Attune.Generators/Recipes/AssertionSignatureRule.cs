using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2008: an assertion is a static void method of the row and the completion.</summary>
internal sealed class AssertionSignatureRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionSignature;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row)
            return;
        foreach (var method in check.Type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!method.Has(KnownNames.Assertion) || HasUnresolvedType(method))
                continue;
            if (AssertionMethod.Problem(method, row) is { } problem)
                check.Report(DiagnosticDescriptors.AssertionSignature, method.Locations.FirstOrDefault(), method.Name, problem, row.Name);
        }
    }

    /// <summary>The compiler has said it already.</summary>
    private static bool HasUnresolvedType(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(static parameter => parameter.Type.TypeKind == TypeKind.Error);
}
