using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2043: another turn leaves what was said before as it was.</summary>
internal sealed class HistoryRewrittenRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.HistoryRewritten;

    public void Register(RuleChecks rules) => rules.OnChatTemplate(Check);

    private static void Check(TemplateUse use)
    {
        if (use.Probe.History is not { } change)
            return;
        var place = use.Probe.WriterOf(change.Messages, false, change.Difference.Position);
        use.Check.Report(
            DiagnosticDescriptors.HistoryRewritten, use.Locate(place), use.NameAt(place),
            TemplateUse.Show(change.Difference.Expected), TemplateUse.Show(change.Difference.Actual));
    }
}
