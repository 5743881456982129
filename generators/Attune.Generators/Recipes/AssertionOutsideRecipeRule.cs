using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2019: assertions are methods of a recipe.</summary>
internal sealed class AssertionOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionOutsideRecipe;

    public void Register(RuleChecks rules) => rules.OnMethod(KnownNames.Assertion, Check);

    private static void Check(TypeCheck check, IMethodSymbol method)
    {
        if (!check.Context.Symbol.Has(KnownNames.Recipe))
            check.Report(Diagnostic.Create(DiagnosticDescriptors.AssertionOutsideRecipe, method.Locations.FirstOrDefault(), method.Name, check.Context.Symbol.Name));
    }
}
