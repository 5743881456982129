using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2063: tokens are added and trained by a recipe.</summary>
internal sealed class TokensOutsideRecipeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TokensOutsideRecipe;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.AddedTokens, check => Check(check, "AddedTokens"));
        rules.OnAttribute(KnownNames.TrainedTokens, check => Check(check, "TrainedTokens"));
    }

    private static void Check(DeclarationCheck check, string attribute)
    {
        if (!check.Type.Has(KnownNames.Recipe))
            check.Report(DiagnosticDescriptors.TokensOutsideRecipe, null, check.Type.Name, attribute);
    }
}
