using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2032: tuning methods belong to a recipe.</summary>
internal sealed class LoraOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.LoraOutsideRecipe;

    public void Register(RuleChecks rules)
    {
        foreach (var method in TuningMethods.All)
            rules.OnAttribute(method, check => Check(check, method));
    }

    private static void Check(DeclarationCheck check, string method)
    {
        if (!check.Type.Has(KnownNames.Recipe))
            check.Report(DiagnosticDescriptors.LoraOutsideRecipe, null, check.Type.Name, TuningMethods.Show(method));
    }
}
