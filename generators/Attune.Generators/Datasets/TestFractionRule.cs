using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2012: the held-out share is a share, and not asked for beside a file of test rows.</summary>
internal sealed class TestFractionRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TestFraction;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.Named("TestFraction")?.Value is not double fraction)
            return;
        var remedy = fraction switch
        {
            >= 0 and < 1 when fraction > 0 && check.Attribute.NamedString("TestPath") is not null =>
                "The test rows are already in TestPath. Remove one of the two.",
            >= 0 and < 1 => null,
            _ => "It is the share of rows held out for evaluation. Use a number from 0 to less than 1.",
        };
        if (remedy is not null)
            check.Report(DiagnosticDescriptors.TestFraction, check.Argument("TestFraction")?.GetLocation(), Literal.Show(fraction), remedy);
    }
}
