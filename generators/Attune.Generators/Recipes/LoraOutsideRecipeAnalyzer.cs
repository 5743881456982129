using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2032: adapters belong to a recipe.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoraOutsideRecipeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LoraOutsideRecipe];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Lora, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (!check.Type.Has(KnownNames.Recipe))
            check.Report(DiagnosticDescriptors.LoraOutsideRecipe, null, check.Type.Name);
    }
}
