using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2042: the text of the system message is in the prompt, and not a default of the chat template that no row shows.</summary>
internal sealed class SystemPromptInjectedRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.SystemPromptInjected;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    private static void Check(TemplateUse use)
    {
        if (use.HasSystem != false || use.Probe.InjectedSystemPrompt is not { } injected)
            return;
        var place = use.Source is null ? null : use.Probe.WriterOf(ProbeConversation.Plain, false, injected.Position);
        use.Check.Report(
            DiagnosticDescriptors.SystemPromptInjected, use.Locate(place, injected.Text), use.Name, TemplateUse.Show(injected.Text));
    }
}
