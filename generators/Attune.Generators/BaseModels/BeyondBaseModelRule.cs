using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.BaseModels;

/// <summary>ATT2034: a recipe asks no more of the base model than it is made for.</summary>
internal sealed class BeyondBaseModelRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.BeyondBaseModel;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (BaseModelFiles.Of(check) is not { } model)
            return;
        if (model.MaxPositions is { } positions)
        {
            Check(check, "ContextLength", value => value <= positions, $"the base model '{model.Name}' takes {positions} tokens", $"{positions} or less");
            Check(check, "MaxNewTokens", value => value < positions, $"the base model '{model.Name}' takes {positions} tokens, prompt included", $"less than {positions}");
        }

        if (check.Type.Find(KnownNames.Lora) is { } lora && model.Configuration.Count("hidden_size") is { } width)
        {
            // Every linear layer of a block has the hidden size on one side, so a larger rank adds parameters and nothing else.
            Check(check with { Attribute = lora }, "Rank", value => value <= width, $"no layer of the base model '{model.Name}' has a rank above {width}", $"{width} or less");
        }
    }

    private static void Check(DeclarationCheck check, string option, Func<int, bool> isPossible, string fact, string remedy)
    {
        if (check.Attribute.Named(option)?.Value is int value && !isPossible(value))
            check.Report(DiagnosticDescriptors.BeyondBaseModel, check.Argument(option)?.GetLocation(), option, value, fact, remedy);
    }
}
