using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2028: a learning rate is one that its method is known to learn with.</summary>
internal sealed class UnusualLearningRateRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnusualLearningRate;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        // Rates beyond these borders are left to ATT2011.
        if (check.Attribute.Named("LearningRate")?.Value is not double rate || rate is not (> 0 and <= 0.1))
            return;
        if (check.Type.GetAttributes().Any(OptimizationModel.IsOptimizer))
            return; // the borders are AdamW's, whose rates other optimizers do not share

        // Factors and virtual tokens are tuned with anything from 1e-4 to 0.3; nothing is said of their rates.
        if (TuningMethods.Others.Any(method => method != KnownNames.PartialTraining && check.Type.Has(method)))
            return;

        // Adapters start at nothing and want about ten times the rate of full tuning (Schulman and others 2025, "LoRA Without Regret").
        var isLora = check.Type.Has(KnownNames.Lora);
        var (low, high, usual) = isLora ? (1e-6, 2e-2, "2e-4") : (1e-7, 2e-3, "2e-5");
        if (rate >= low && rate <= high)
            return;
        check.Report(
            DiagnosticDescriptors.UnusualLearningRate, check.Argument("LearningRate")?.GetLocation(), Literal.Show(rate), rate < low ? "low" : "high",
            isLora ? "LoRA" : "tuning all weights", rate < low ? "Next to nothing will be learned" : "Training is likely to diverge", usual);
    }
}
