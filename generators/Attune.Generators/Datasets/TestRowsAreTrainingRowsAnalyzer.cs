using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Datasets;

/// <summary>ATT2033: the test rows are not the training rows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TestRowsAreTrainingRowsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TestRowsAreTrainingRows];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Dataset, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.FirstString() is { } path && check.Attribute.NamedString("TestPath") is { } test
            && string.Equals(ProjectFiles.Normalize(path), ProjectFiles.Normalize(test), StringComparison.Ordinal))
            check.Report(DiagnosticDescriptors.TestRowsAreTrainingRows, check.Argument("TestPath")?.GetLocation(), test);
    }
}
