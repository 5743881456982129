using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2064: rows of single tokens are trained beside an adapter; without one all rows are trained.</summary>
internal sealed class TrainedTokensWithoutLoraRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TrainedTokensWithoutLora;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.TrainedTokens, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Type.Has(KnownNames.Recipe) && TuningMethods.Find(check.Type, TuningMethods.All) is null)
            check.Report(DiagnosticDescriptors.TrainedTokensWithoutLora, null, check.Type.Name);
    }
}
