using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Text.Templates;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>ATT2021: what a prompt reads inside of a field is there: a field of its record, or a method of its kind of value.</summary>
internal sealed class UnknownMemberRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownMember;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Prompt, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || !row.Has(KnownNames.Dataset))
            return;
        foreach (var prompt in PromptTemplate.In(check))
        {
            foreach (var member in prompt.Template.Members)
            {
                if (MemberOwner.Of(row, member, check.Cancellation) is { } owner
                    && !owner.Fields.Contains(member.Name) && !owner.Methods.Contains(member.Name))
                    Report(check, prompt, member, owner);
            }
        }
    }

    private static void Report(DeclarationCheck check, PromptTemplate prompt, TemplateMember member, MemberOwner owner)
    {
        IReadOnlyCollection<string> known = member.IsCalled ? owner.Methods : [.. owner.Fields, .. owner.Methods];
        var guess = Suggestion.For(member.Name, known);
        var remedy = (guess, owner.Fields.Count, owner.Methods.Count) switch
        {
            (not null, _, _) => $"Did you mean '{guess}'?",
            (_, > 0, _) => $"It has {string.Join(", ", owner.Fields.Select(static name => $"'{name}'"))}.",
            (_, _, > 0) => $"It has methods such as '{owner.Methods.First()}', and no fields.",
            _ => "It has no members.",
        };
        var way = string.Concat(member.Path.Select(static step => step is null ? "[]" : "." + step));
        var (location, isExact) = prompt.Locate(member.Range.Position, member.Range.Length);
        object[] arguments = [member.Name, member.Root + way, owner.Description, remedy];
        if (guess is not null && isExact && member.Range.Length == member.Name.Length)
            check.ReportWithSuggestion(DiagnosticDescriptors.UnknownMember, location, guess, arguments);
        else
            check.Report(DiagnosticDescriptors.UnknownMember, location, arguments);
    }
}
