using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2038: a recipe is tuned by one method.</summary>
internal sealed class SeveralMethodsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.SeveralMethods;

    public void Register(RuleChecks rules)
    {
        for (var i = 1; i < TuningMethods.All.Length; i++)
        {
            var (method, before) = (TuningMethods.All[i], TuningMethods.All.Take(i).ToArray());
            rules.OnAttribute(method, check => Check(check, method, before));
        }
    }

    private static void Check(DeclarationCheck check, string method, string[] before)
    {
        if (before.FirstOrDefault(other => check.Type.Has(other)) is { } other)
            check.Report(DiagnosticDescriptors.SeveralMethods, null, check.Type.Name, TuningMethods.Show(other), TuningMethods.Show(method));
    }
}
