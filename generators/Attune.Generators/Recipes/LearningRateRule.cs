using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2011: a learning rate is one that AdamW can work with.</summary>
internal sealed class LearningRateRule : IRule
{
    private const string AdamW = "Attune.AdamWAttribute";

    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.LearningRate;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.Named("LearningRate")?.Value is not double rate || rate is > 0 and <= 0.1)
            return;
        // Steps of SGD and of Adadelta are not of the size of their rate.
        if (rate is > 0 and <= 10 && check.Type.GetAttributes().FirstOrDefault(OptimizationModel.IsOptimizer) is { } optimizer && !optimizer.AttributeClass.Is(AdamW))
            return;
        var usual = check.Type.Has(KnownNames.Lora) ? "2e-4" : "2e-5";
        check.Report(DiagnosticDescriptors.LearningRate, check.Argument("LearningRate")?.GetLocation(), Literal.Show(rate), usual);
    }
}
