using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2043: another turn leaves what was said before as it was.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HistoryRewrittenAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.HistoryRewritten];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnChatTemplate(Check);
    }

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
