using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>ATT2016: a prompt does not show the answer.</summary>
internal sealed class CompletionInPromptRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.CompletionInPrompt;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Prompt, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row
            || !row.Has(KnownNames.Dataset)
            || PromptParser.CompletionField(row, check.Cancellation) is not { } completion)
            return;
        foreach (var use in VariableUse.In(check))
        {
            if (use.Reads(completion.JsonName))
                check.Report(DiagnosticDescriptors.CompletionInPrompt, use.Locate().Location, use.Name, row.Name);
        }
    }
}
