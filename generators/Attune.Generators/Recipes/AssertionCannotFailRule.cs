using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2017: an assertion can fail: it checks something that depends on the answer, and asks for more than no row at all.</summary>
internal sealed class AssertionCannotFailRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionCannotFail;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        foreach (var method in check.Type.GetMembers().OfType<IMethodSymbol>())
        {
            if (method.Find(KnownNames.Assertion) is not { } attribute)
                continue;
            if (attribute.Named("AtLeast")?.Value is 0d)
            {
                var place = (check with { Attribute = attribute }).Argument("AtLeast")?.GetLocation();
                check.Report(DiagnosticDescriptors.AssertionCannotFail, place, method.Name, "AtLeast is 0, so it holds where no row passes", "Raise AtLeast.");
            }
            else if (AssertionBody.WhyItCannotFail(method, check.Cancellation) is { } reason)
            {
                check.Report(
                    DiagnosticDescriptors.AssertionCannotFail, method.Locations.FirstOrDefault(), method.Name,
                    reason, "Assert something about the answer, such as answer.Should().NotBeEmpty().");
            }
        }
    }
}
