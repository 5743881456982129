using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>
/// ATT2039: a base is kept in fewer bits only where something else than it is trained and no sum needs its numbers, and double
/// quantization is of four bits.
/// </summary>
internal sealed class FrozenBaseRule : IRule
{
    private const int BFloat16 = 2;

    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.FrozenBase;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.FrozenBase, Check);

    private static void Check(DeclarationCheck check)
    {
        if (!check.Type.Has(KnownNames.Recipe))
        {
            check.Report(DiagnosticDescriptors.FrozenBase, null, $"{check.Type.Name} has [FrozenBase] but no [Recipe], so no base is loaded", "Move it to a recipe.");
        }
        else if (check.Type.Has(KnownNames.PartialTraining) || TuningMethods.Find(check.Type, TuningMethods.All) is null)
        {
            check.Report(
                DiagnosticDescriptors.FrozenBase, null, $"{check.Type.Name} has [FrozenBase] but no adapter such as [Lora], and without one the base itself is trained, which takes float32",
                "Add [Lora], or remove it.");
        }
        else if (check.Type.Find(KnownNames.Lora)?.Named("WeightDecomposed")?.Value is true)
        {
            check.Report(
                DiagnosticDescriptors.FrozenBase, null, $"{check.Type.Name} has [FrozenBase] and DoRA, whose row norms need the sums of base and update in full",
                "Take [Lora] without WeightDecomposed, or remove [FrozenBase].");
        }
        else if (check.Attribute.Named("Weights")?.Value is int and >= BFloat16 && check.Attribute.Named("DoubleQuantization")?.Value is true)
        {
            check.Report(
                DiagnosticDescriptors.FrozenBase, check.Argument("DoubleQuantization")?.GetLocation(), "weights of 16 bits have no scales that could be quantized",
                "Leave DoubleQuantization out.");
        }
    }
}
