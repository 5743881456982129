using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2013: numbers of recipes and adapters are in the range in which they mean something.</summary>
internal sealed class OptionRangeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.OptionRange;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Recipe, CheckRecipe);
        rules.OnAttribute(KnownNames.Lora, CheckLora);
        foreach (var name in KnownNames.Optimizers.Concat(KnownNames.Schedules))
            rules.OnAttribute(name, CheckOptimizer);
        rules.OnAttribute(KnownNames.ParameterGroup, CheckOptimizer);
        rules.OnAttribute(KnownNames.LayerwiseRates, CheckOptimizer);
        foreach (var method in TuningMethods.WithVirtualTokens)
            rules.OnAttribute(method, CheckVirtualTokens);
        rules.OnAttribute(KnownNames.Bottleneck, static check => Check(check, "ReductionFactor", static value => value >= 1, "1 or more, such as 16"));
        rules.OnAttribute(KnownNames.PartialTraining, static check => Check(check, "LastLayers", static value => value >= 0, "a number of blocks, or 0 for none"));
    }

    private static void CheckRecipe(DeclarationCheck check)
    {
        Check(check, "Epochs", static value => value is > 0 and < 1e6, "a number above 0");
        Check(check, "BatchSize", static value => value >= 1, "1 or more rows");
        Check(check, "MaxNewTokens", static value => value >= 1, "1 or more tokens");
        Check(check, "ContextLength", static value => value >= 0, "a number of tokens, or 0 for the base model's own limit");
        Check(check, "MaxTruncatedRows", static value => value >= 0, "a number of rows, or 0 to cut none");
        Check(check, "Patience", static value => value >= 0, "a number of evaluations, or 0 to never stop early");
        Check(check, "WarmupFraction", static value => value is >= 0 and < 1, "a number from 0 to less than 1");
        Check(check, "WeightDecay", static value => value is >= 0 and < 1, "a number from 0 to less than 1");
    }

    private static void CheckLora(DeclarationCheck check)
    {
        Check(check, "Rank", static value => value >= 1, "1 or more, such as 8");
        Check(check, "Alpha", static value => value is >= 0 and < double.PositiveInfinity, "a number above 0, or 0 for twice the rank");
        Check(check, "Dropout", static value => value is >= 0 and < 1, "a probability from 0 to less than 1");
    }

    private static void CheckOptimizer(DeclarationCheck check)
    {
        foreach (var (name, isInRange, range) in OptimizerRanges.All)
            Check(check, name, isInRange, range);
    }

    private static void CheckVirtualTokens(DeclarationCheck check)
    {
        Check(check, "VirtualTokens", static value => value >= 1, "1 or more, such as 20");
        Check(check, "EncoderHidden", static value => value >= 0, "a width, or 0 for the model's");
        Check(check, "ProjectionHidden", static value => value >= 0, "a width, or 0 for no projection");
    }

    private static void Check(DeclarationCheck check, string option, Func<double, bool> isInRange, string range)
    {
        double? value = check.Attribute.Named(option)?.Value switch
        {
            double number => number,
            int number => number,
            _ => null,
        };
        if (value is { } given && !isInRange(given))
            check.Report(DiagnosticDescriptors.OptionRange, check.Argument(option)?.GetLocation(), option, Literal.Show(given), range);
    }
}
