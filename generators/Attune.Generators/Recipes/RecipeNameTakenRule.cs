using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2026: each recipe has a name of its own, since its models are kept under it.</summary>
internal sealed class RecipeNameTakenRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.RecipeNameTaken;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        // Folders of some file systems do not tell letter case apart.
        var same = DeclarationFinder.Recipes(check.Type.Name, check.Context.Compilation, check.Cancellation).ToList();
        if (same.Count < 2)
            return;
        var first = same.OrderBy(static recipe => recipe.ToDisplayString(), StringComparer.Ordinal).First();
        if (!SymbolEqualityComparer.Default.Equals(first, check.Type))
            check.Report(DiagnosticDescriptors.RecipeNameTaken, check.Type.Locations.FirstOrDefault(), check.Type.Name, first.ToDisplayString());
    }
}
