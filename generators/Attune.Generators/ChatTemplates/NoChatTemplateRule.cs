using Attune.Generators.BaseModels;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.ChatTemplates;

/// <summary>ATT2048: a recipe has a chat template, its base model's or its own.</summary>
internal sealed class NoChatTemplateRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NoChatTemplate;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.Named("ChatTemplate") is not { IsNull: false } && BaseModelFiles.Of(check) is { Template: null } model)
            check.Report(DiagnosticDescriptors.NoChatTemplate, check.Argument("Base")?.GetLocation(), model.Name);
    }
}
