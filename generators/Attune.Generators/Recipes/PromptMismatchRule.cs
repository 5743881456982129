using Attune.Generators.Datasets;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2014: the types that a recipe names are a prompt for its row type, and a chat template.</summary>
internal sealed class PromptMismatchRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.PromptMismatch;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row)
            return;
        if (check.Attribute.Named("Prompt") is null && row.Has(KnownNames.Dataset) && !DatasetShapes.IsShaped(row))
        {
            check.Report(
                DiagnosticDescriptors.PromptMismatch, check.Type.Locations.FirstOrDefault(), check.Type.Name, $"Prompt<{row.Name}>",
                "Name the type that has it: Prompt = typeof(...).");
        }

        if (DatasetShapes.IsShaped(row) && !DatasetShapes.IsOfConversations(row))
        {
            check.Report(
                DiagnosticDescriptors.PromptMismatch, check.Type.Locations.FirstOrDefault(), row.Name, "Dataset(..., Shape = <conversations>)",
                "A recipe learns from conversations; read rows of other shapes in code.");
        }

        if (check.Attribute.NamedType("Prompt") is { } prompt && RecipeParser.PromptAttribute(prompt, row) is null)
        {
            var other = prompt.Find(KnownNames.Prompt)?.RowType();
            var remedy = other is null ? "Add it, or name the type that has it." : $"It is a prompt for {other.Name}; name one for {row.Name}.";
            check.Report(DiagnosticDescriptors.PromptMismatch, check.Argument("Prompt")?.GetLocation(), prompt.Name, $"Prompt<{row.Name}>", remedy);
        }

        if (check.Attribute.NamedType("ChatTemplate") is { } template && !template.Has(KnownNames.ChatTemplate))
        {
            check.Report(
                DiagnosticDescriptors.PromptMismatch, check.Argument("ChatTemplate")?.GetLocation(), template.Name, "ChatTemplate",
                "Add it, or name the type that has it.");
        }
    }
}
