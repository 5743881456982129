using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2047: the prompt of inference is the beginning of the text that was trained.</summary>
internal sealed class PromptIsNoPrefixRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.PromptIsNoPrefix;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    private static void Check(TemplateUse use)
    {
        // A template that leaves the answer out is the matter of another rule.
        if (use.Render.Difference is not { } difference || use.Render.AnswerEnd < 0)
            return;

        // A generation prompt that is missing is the fault of what comes after the question; else the place is in the training text.
        var place = use.Probe.WriterOf(use.Render.Messages, false, difference.Position);
        use.Check.Report(
            DiagnosticDescriptors.PromptIsNoPrefix, use.Locate(place), use.NameAt(place),
            TemplateUse.Show(difference.Expected), TemplateUse.Show(difference.Actual));
    }
}
