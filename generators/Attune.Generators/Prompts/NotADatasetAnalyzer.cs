using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Prompts;

/// <summary>ATT2018: prompts and recipes are over the rows of a dataset.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotADatasetAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NotADataset];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Prompt, Check);
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || row.Has(KnownNames.Dataset))
            return;
        var syntax = check.Attribute.ApplicationSyntaxReference?.GetSyntax(check.Cancellation) as AttributeSyntax;
        var argument = syntax?.DescendantNodes().OfType<TypeArgumentListSyntax>().FirstOrDefault()?.Arguments.FirstOrDefault();
        check.Report(DiagnosticDescriptors.NotADataset, argument?.GetLocation(), row.Name);
    }
}
