using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2010: a base model is one of those that have a name, or a folder of the project. Folders elsewhere are left to the build.</summary>
internal sealed class UnknownBaseModelRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownBaseModel;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        var files = ProjectFiles.Of(check.Context.Options);
        if (!files.IsKnown || check.Attribute.NamedString("Base") is not { } name || check.Argument("Base") is not { } expression)
            return;
        if (files.BaseModels.Contains(name) || (name.Length > 0 && (!ProjectFiles.CanJudge(name) || files.HasFolder(name))))
            return;
        var guess = Suggestion.For(name, files.BaseModels);
        var remedy = guess is null
            ? $"Use one of {string.Join(", ", files.BaseModels.Select(static model => $"'{model}'"))}, or the path of a Hugging Face model folder with its config.json."
            : $"Did you mean '{guess}'?";
        check.ReportArgument(DiagnosticDescriptors.UnknownBaseModel, expression, guess is null ? null : Literal.Of(guess), name, remedy);
    }
}
