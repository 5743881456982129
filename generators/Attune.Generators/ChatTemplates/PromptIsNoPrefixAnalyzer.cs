using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2047: the prompt of inference is the beginning of the text that was trained.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptIsNoPrefixAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PromptIsNoPrefix];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnChatTemplate(Check);
    }

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
