using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Recipes;

/// <summary>ATT2027: the options of a recipe leave something to do together.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContradictoryOptionsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ContradictoryOptions];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnAttribute(KnownNames.Recipe, CheckRecipe);
        context.OnAttribute(KnownNames.Lora, CheckLora);
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
