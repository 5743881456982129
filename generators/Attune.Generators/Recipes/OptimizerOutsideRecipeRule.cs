using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2037: optimizers, schedules and groups of parameters belong to a recipe.</summary>
internal sealed class OptimizerOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.OptimizerOutsideRecipe;

    public void Register(RuleChecks rules)
    {
        foreach (var name in KnownNames.Optimizers.Concat(KnownNames.Schedules))
            rules.OnAttribute(name, Check);
        rules.OnAttribute(KnownNames.ParameterGroup, Check);
        rules.OnAttribute(KnownNames.LayerwiseRates, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (!check.Type.Has(KnownNames.Recipe))
            check.Report(DiagnosticDescriptors.OptimizerOutsideRecipe, null, check.Type.Name);
    }
}
