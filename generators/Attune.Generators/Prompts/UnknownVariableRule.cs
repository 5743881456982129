using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>ATT2002: every variable of a prompt is a field of its dataset.</summary>
internal sealed class UnknownVariableRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownVariable;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Prompt, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || !row.Has(KnownNames.Dataset))
            return;
        var known = new HashSet<string>(PromptParser.PromptFields(row, check.Cancellation).Select(static field => field.JsonName), StringComparer.Ordinal);
        foreach (var use in VariableUse.In(check))
        {
            if (!known.Any(use.Reads) && !use.Reads(PromptParser.CompletionField(row, check.Cancellation)?.JsonName))
                Report(check, row, known, use);
        }
    }

    private static void Report(DeclarationCheck check, INamedTypeSymbol row, HashSet<string> known, VariableUse use)
    {
        var guess = Suggestion.For(use.Spelling, known);
        object[] arguments = [use.Name, row.Name, Suggestion.Remedy(guess, known, row.Name)];
        var (location, isSpelledOut) = use.Locate();
        if (guess is not null && isSpelledOut)
            check.ReportWithSuggestion(DiagnosticDescriptors.UnknownVariable, location, guess, arguments);
        else
            check.Report(DiagnosticDescriptors.UnknownVariable, location, arguments);
    }
}
