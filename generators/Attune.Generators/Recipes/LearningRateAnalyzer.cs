using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2011: a learning rate is one that AdamW can work with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LearningRateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.LearningRate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.Named("LearningRate")?.Value is not double rate || rate is > 0 and <= 0.1)
            return;
        var usual = check.Type.Has(KnownNames.Lora) ? "2e-4" : "2e-5";
        check.Report(DiagnosticDescriptors.LearningRate, check.Argument("LearningRate")?.GetLocation(), Literal.Show(rate), usual);
    }
}
