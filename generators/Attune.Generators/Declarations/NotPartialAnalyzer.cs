using System.Collections.Immutable;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Declarations;

/// <summary>ATT2007: generated members need a partial type, in partial types.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotPartialAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NotPartial];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Dataset, Check);
        context.OnAttribute(KnownNames.Prompt, Check);
        context.OnAttribute(KnownNames.ChatTemplate, Check);
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (DeclaredType.FirstNotPartial(check.Type, check.Cancellation) is { } declaration)
            check.Report(DiagnosticDescriptors.NotPartial, declaration.Identifier.GetLocation(), declaration.Identifier.ValueText);
    }
}
