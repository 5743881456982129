using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2024: a prompt is made of its row alone, so that training and inference see the same text on any day.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PromptReadsClockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PromptReadsClock];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Prompt, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        foreach (var prompt in PromptTemplate.In(check))
        {
            foreach (var read in prompt.Template.ClockReads)
                check.Report(DiagnosticDescriptors.PromptReadsClock, prompt.Locate(read.Position, read.Length).Location);
        }
    }
}
