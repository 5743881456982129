using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2019: assertions are methods of a recipe.</summary>
internal sealed class AssertionOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionOutsideRecipe;

    public void Register(RuleChecks rules) => rules.OnMethod(KnownNames.Assertion, Check);

    private static void Check(SymbolAnalysisContext context, IMethodSymbol method)
    {
        if (!context.Symbol.Has(KnownNames.Recipe))
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.AssertionOutsideRecipe, method.Locations.FirstOrDefault(), method.Name, context.Symbol.Name));
    }
}
