using System.Text.RegularExpressions;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2036: what a recipe's attributes say of optimizer and schedule goes together.</summary>
internal sealed class OptimizerOptionsRule : IRule
{
    private static readonly string[] WithOwnRise = ["Attune.OneCycleAttribute", "Attune.SlantedTriangularAttribute"];

    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.OptimizerOptions;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Recipe, CheckRecipe);
        rules.OnAttribute("Attune.SgdAttribute", CheckSgd);
        rules.OnAttribute("Attune.TransformersAdafactorAttribute", CheckAdafactor);
        rules.OnAttribute(KnownNames.ParameterGroup, CheckGroup);
    }

    private static void CheckRecipe(DeclarationCheck check)
    {
        var attributes = check.Type.GetAttributes();
        CheckSecond(check, attributes.Where(OptimizationModel.IsOptimizer), "optimizers");
        CheckSecond(check, attributes.Where(OptimizationModel.IsSchedule), "schedules");
        if (attributes.FirstOrDefault(OptimizationModel.IsSchedule) is not { AttributeClass: { } schedule })
            return;
        if (check.Argument("Schedule") is { } named)
            check.Report(DiagnosticDescriptors.OptimizerOptions, named.GetLocation(), $"[{Short(schedule)}] is a schedule already", "Leave Schedule or the attribute out.");
        if (check.Argument("WarmupFraction") is { } warmup && WithOwnRise.Any(name => schedule.Is(name)))
            check.Report(DiagnosticDescriptors.OptimizerOptions, warmup.GetLocation(), $"[{Short(schedule)}] rises by itself and has no warm-up", "Leave WarmupFraction out.");
    }

    private static void CheckSecond(DeclarationCheck check, IEnumerable<AttributeData> attributes, string what)
    {
        if (attributes.Skip(1).FirstOrDefault() is not { } second)
            return;
        var place = second.ApplicationSyntaxReference?.GetSyntax(check.Cancellation).GetLocation();
        check.Report(DiagnosticDescriptors.OptimizerOptions, place, $"{check.Type.Name} names two {what}", "Leave one attribute out.");
    }

    private static void CheckSgd(DeclarationCheck check)
    {
        if (check.Attribute.Named("Nesterov")?.Value is not true)
            return;
        var momentum = check.Attribute.Named("Momentum")?.Value as double? ?? 0;
        if (momentum == 0)
            check.Report(DiagnosticDescriptors.OptimizerOptions, check.Argument("Nesterov")?.GetLocation(), "Nesterov's momentum needs a momentum", "Set Momentum, such as to 0.9.");
        else if (check.Attribute.Named("Dampening")?.Value is double and not 0)
            check.Report(DiagnosticDescriptors.OptimizerOptions, check.Argument("Dampening")?.GetLocation(), "Nesterov's momentum has no dampening", "Leave Dampening out.");
    }

    private static void CheckAdafactor(DeclarationCheck check)
    {
        var isRelative = check.Attribute.Named("RelativeStep")?.Value is not false;
        if (!isRelative && check.Attribute.Named("WarmupInit")?.Value is true)
            check.Report(DiagnosticDescriptors.OptimizerOptions, check.Argument("WarmupInit")?.GetLocation(), "WarmupInit is the beginning of relative steps, which are switched off", "Leave WarmupInit or RelativeStep out.");
        if (isRelative && check.Type.Find(KnownNames.Recipe)?.Named("LearningRate") is not null)
            check.Report(DiagnosticDescriptors.OptimizerOptions, null, "relative steps have no learning rate, and the recipe names one", "Leave LearningRate out, or set RelativeStep = false.");
    }

    private static void CheckGroup(DeclarationCheck check)
    {
        if (check.Attribute.FirstString() is not { } pattern)
            return;
        try
        {
            _ = new Regex(pattern);
        }
        catch (ArgumentException)
        {
            check.Report(DiagnosticDescriptors.OptimizerOptions, check.FirstArgument()?.GetLocation(), $"'{pattern}' is no regular expression", "Correct the pattern.");
        }
    }

    private static string Short(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith("Attribute", StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - "Attribute".Length) : attribute.Name;
}
