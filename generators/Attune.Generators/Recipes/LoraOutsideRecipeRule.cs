using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2032: adapters belong to a recipe.</summary>
internal sealed class LoraOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.LoraOutsideRecipe;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Lora, Check);

    private static void Check(DeclarationCheck check)
    {
        if (!check.Type.Has(KnownNames.Recipe))
            check.Report(DiagnosticDescriptors.LoraOutsideRecipe, null, check.Type.Name);
    }
}
