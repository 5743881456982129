using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>ATT2023: <c>order.items</c> is the method <c>items</c> of a dict, also where the record has a field of that name.</summary>
internal sealed class MemberIsMethodRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.MemberIsMethod;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Prompt, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || !row.Has(KnownNames.Dataset))
            return;
        foreach (var prompt in PromptTemplate.In(check))
        {
            foreach (var member in prompt.Template.Members)
            {
                if (!member.IsAttribute || member.IsCalled
                    || MemberOwner.Of(row, member, check.Cancellation) is not { } owner
                    || !owner.Fields.Contains(member.Name) || !owner.Methods.Contains(member.Name))
                    continue;

                // The dot belongs to what is replaced.
                var (location, isExact) = prompt.Locate(member.Range.Position - 1, member.Range.Length + 1);
                if (isExact && prompt.Template.Source[member.Range.Position - 1] == '.')
                    check.ReportWithSuggestion(DiagnosticDescriptors.MemberIsMethod, location, $"['{member.Name}']", member.Name, owner.Description);
                else
                    check.Report(DiagnosticDescriptors.MemberIsMethod, location, member.Name, owner.Description);
            }
        }
    }
}
