using System.Collections.Immutable;
using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2048: a recipe has a chat template, its base model's or its own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoChatTemplateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NoChatTemplate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.Named("ChatTemplate") is not { IsNull: false } && BaseModelFiles.Of(check) is { Template: null } model)
            check.Report(DiagnosticDescriptors.NoChatTemplate, check.Argument("Base")?.GetLocation(), model.Name);
    }
}
