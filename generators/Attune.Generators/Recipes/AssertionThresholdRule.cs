using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2009: a threshold is a share from 0 to 1.</summary>
internal sealed class AssertionThresholdRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionThreshold;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        foreach (var method in check.Type.GetMembers())
        {
            if (method.Find(KnownNames.Assertion) is not { } attribute || attribute.Named("AtLeast")?.Value is not double share || share is >= 0 and <= 1)
                continue;
            var percent = share is > 1 and <= 100 ? $" For {Literal.Show(share)} percent write {Literal.Show(share / 100)}." : "";
            var suggestion = percent.Length == 0 ? null : Literal.Show(share / 100);
            if ((check with { Attribute = attribute }).Argument("AtLeast") is { } argument)
                check.ReportArgument(DiagnosticDescriptors.AssertionThreshold, argument, suggestion, Literal.Show(share), percent);
        }
    }
}
