using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2016: a prompt does not show the answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CompletionInPromptAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CompletionInPrompt];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Prompt, Check);
    }

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
