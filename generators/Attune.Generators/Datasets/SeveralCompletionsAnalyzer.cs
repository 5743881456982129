using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Datasets;

/// <summary>ATT2005: a dataset has one completion.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeveralCompletionsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SeveralCompletions];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Dataset, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (FieldFinder.Construction(check.Type) is not { } constructor)
            return;
        var completions = FieldFinder.Fields(check.Type, constructor, check.Cancellation).Where(static field => field.IsCompletion).ToList();
        var names = string.Join(", ", completions.Select(static field => field.Property.Name));
        foreach (var second in completions.Skip(1))
            check.Report(DiagnosticDescriptors.SeveralCompletions, second.Location, check.Type.Name, names);
    }
}
