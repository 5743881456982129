using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2031: an assertion is about the answer. What cannot fail at all is left to ATT2017.</summary>
internal sealed class AssertionIgnoresAnswerRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AssertionIgnoresAnswer;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row)
            return;
        foreach (var method in check.Type.GetMembers().OfType<IMethodSymbol>())
        {
            if (!method.Has(KnownNames.Assertion) || AssertionMethod.Problem(method, row) is not null)
                continue;
            var answer = method.Parameters[1];
            if (!AssertionBody.Mentions(method, answer.Name, check.Cancellation) && AssertionBody.WhyItCannotFail(method, check.Cancellation) is null)
                check.Report(DiagnosticDescriptors.AssertionIgnoresAnswer, answer.Locations.FirstOrDefault(), method.Name, answer.Name);
        }
    }
}
