using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2061: attributes that name tokens name some, and none without characters.</summary>
internal sealed class EmptyTokenRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.EmptyToken;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.AddedTokens, check => Check(check, "AddedTokens"));
        rules.OnAttribute(KnownNames.TrainedTokens, check => Check(check, "TrainedTokens"));
    }

    private static void Check(DeclarationCheck check, string attribute)
    {
        if (check.Attribute.ConstructorArguments.Length == 0 || check.Attribute.ConstructorArguments[0] is not { Kind: TypedConstantKind.Array } list)
            return;
        if (list.IsNull || list.Values.Length == 0)
            check.Report(DiagnosticDescriptors.EmptyToken, null, attribute, "no token");
        for (var i = 0; !list.IsNull && i < list.Values.Length; i++)
        {
            if (list.Values[i].Kind != TypedConstantKind.Error && string.IsNullOrWhiteSpace(list.Values[i].Value as string))
                check.Report(DiagnosticDescriptors.EmptyToken, check.Item(i)?.GetLocation(), attribute, "a token without characters");
        }
    }
}
