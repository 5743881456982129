using System.Collections.Immutable;
using System.Globalization;
using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Prompts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2040: a chat template can be read, and writes a question and its answer without failing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TemplateFailsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TemplateFails];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, CheckBase);
        context.OnChatTemplate(Check);
    }

    private static void CheckBase(DeclarationCheck recipe)
    {
        if (recipe.Attribute.Named("ChatTemplate") is { IsNull: false } || BaseModelFiles.Of(recipe) is not { Template: { } source } model)
            return;
        TemplateSource.Parse(source, PromptLanguage.Jinja, out var mistake);
        if (mistake is null)
            return;
        var place = string.Format(CultureInfo.InvariantCulture, "{0}, line {1}, column {2}", model.TemplateFile, mistake.Line, mistake.Column);
        recipe.Report(
            DiagnosticDescriptors.TemplateFails, recipe.Argument("Base")?.GetLocation(), $"The chat template of '{model.Name}' ({place})", mistake.Message);
    }

    private static void Check(TemplateUse use)
    {
        // What the template itself refuses is a matter of roles.
        if (use.Render.Failure is { RaisedByTemplate: false } failure)
            use.Check.Report(DiagnosticDescriptors.TemplateFails, use.Locate(failure.Range), use.NameAt(failure.Range), failure.Message);
    }
}
