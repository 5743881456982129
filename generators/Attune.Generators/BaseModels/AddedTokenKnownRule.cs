using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.BaseModels;

/// <summary>ATT2065: the tokens that a recipe adds are not special tokens of its base model already. The rest of the vocabulary is only known when the program runs (ATT4170).</summary>
internal sealed class AddedTokenKnownRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.AddedTokenKnown;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.AddedTokens, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Type.Find(KnownNames.Recipe) is not { } recipe
            || BaseModelFiles.Of(check with { Attribute = recipe }) is not { Tokens.IsKnown: true } model)
            return;
        var index = 0;
        foreach (var token in check.Attribute.Strings())
        {
            if (model.Tokens.Texts.Contains(token))
                check.Report(DiagnosticDescriptors.AddedTokenKnown, check.Item(index)?.GetLocation(), token, model.Name);
            index++;
        }
    }
}
