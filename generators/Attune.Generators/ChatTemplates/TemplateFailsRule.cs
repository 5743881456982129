using System.Globalization;
using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Prompts;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2040: a chat template can be read, and writes a question and its answer without failing.</summary>
internal sealed class TemplateFailsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TemplateFails;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Recipe, CheckBase);
        rules.OnChatTemplate(Check);
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
