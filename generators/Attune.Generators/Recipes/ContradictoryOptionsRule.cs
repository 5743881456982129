using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2027: the options of a recipe leave something to do together.</summary>
internal sealed class ContradictoryOptionsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.ContradictoryOptions;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Recipe, CheckRecipe);
        rules.OnAttribute(KnownNames.Lora, CheckLora);
        rules.OnAttribute(KnownNames.AddedTokens, CheckAddedTokens);
        MethodCombinations.Register(rules);
    }

    private static void CheckRecipe(DeclarationCheck check)
    {
        if (check.Attribute.Named("ContextLength")?.Value is int context and > 0
            && check.Attribute.Named("MaxNewTokens")?.Value is int answer && answer >= context)
        {
            check.Report(
                DiagnosticDescriptors.ContradictoryOptions, check.Argument("MaxNewTokens")?.GetLocation(),
                $"MaxNewTokens is {answer} and ContextLength {context}, which leaves no room for a prompt",
                "Lower MaxNewTokens, or raise ContextLength.");
        }
    }

    private static void CheckAddedTokens(DeclarationCheck check)
    {
        const int meanOfText = 1;
        var start = check.Attribute.Named("Initialization")?.Value as int?;
        var hasText = check.Attribute.NamedString("From") is not null;
        if (hasText && start is not (null or meanOfText))
        {
            check.Report(
                DiagnosticDescriptors.ContradictoryOptions, check.Argument("Initialization")?.GetLocation(),
                "the rows are to start both from the text of From and otherwise", "Leave one of From and Initialization out.");
        }
        else if (!hasText && start is meanOfText)
        {
            check.Report(
                DiagnosticDescriptors.ContradictoryOptions, check.Argument("Initialization")?.GetLocation(),
                "the rows are to start from a text and there is none", "Set From.");
        }
    }

    private static void CheckLora(DeclarationCheck check)
    {
        if (check.Attribute.Named("Targets") is not { Kind: TypedConstantKind.Array, IsNull: false } targets)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < targets.Values.Length; i++)
        {
            if (targets.Values[i].Value is string target && !seen.Add(target))
            {
                check.Report(
                    DiagnosticDescriptors.ContradictoryOptions, ListItems.At(check.Argument("Targets"), i)?.GetLocation(),
                    $"Targets names '{target}' twice", "Name each layer once.");
            }
        }

        if (targets.Values.Length > 1 && seen.Contains("all-linear"))
        {
            check.Report(
                DiagnosticDescriptors.ContradictoryOptions, check.Argument("Targets")?.GetLocation(),
                "'all-linear' already means every linear layer", "Leave the other names out, or leave 'all-linear' out.");
        }
    }
}
