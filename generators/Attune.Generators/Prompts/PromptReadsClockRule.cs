using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Prompts;

/// <summary>ATT2024: a prompt is made of its row alone, so that training and inference see the same text on any day.</summary>
internal sealed class PromptReadsClockRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.PromptReadsClock;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Prompt, Check);

    private static void Check(DeclarationCheck check)
    {
        foreach (var prompt in PromptTemplate.In(check))
        {
            foreach (var read in prompt.Template.ClockReads)
                check.Report(DiagnosticDescriptors.PromptReadsClock, prompt.Locate(read.Position, read.Length).Location);
        }
    }
}
