using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2019: assertions are methods of a recipe.</summary>
internal sealed class AssertionOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionOutsideRecipe;

    public void Register(RuleChecks rules) => rules.OnType(Check);

    private static void Check(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!HasMethodWithAttribute(type, context.CancellationToken) || type.Has(KnownNames.Recipe))
            return;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Has(KnownNames.Assertion))
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.AssertionOutsideRecipe, method.Locations.FirstOrDefault(), method.Name, type.Name));
        }
    }

    /// <summary>Few types have one; to see that, nothing need be bound.</summary>
    private static bool HasMethodWithAttribute(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
            && declaration.Members.Any(static member => member is MethodDeclarationSyntax { AttributeLists.Count: > 0 }));
}
