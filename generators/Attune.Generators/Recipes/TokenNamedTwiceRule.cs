using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2062: the attributes of a recipe name each token once.</summary>
internal sealed class TokenNamedTwiceRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TokenNamedTwice;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.AddedTokens, check => Check(check, "AddedTokens"));
        rules.OnAttribute(KnownNames.TrainedTokens, check => Check(check, "TrainedTokens"));
    }

    private static void Check(DeclarationCheck check, string attribute)
    {
        var seen = new HashSet<string>(NamedBefore(check), StringComparer.Ordinal);
        var index = 0;
        foreach (var token in check.Attribute.Strings())
        {
            if (!string.IsNullOrWhiteSpace(token) && !seen.Add(token))
                check.Report(DiagnosticDescriptors.TokenNamedTwice, check.Item(index)?.GetLocation(), attribute, token);
            index++;
        }
    }

    private static IEnumerable<string> NamedBefore(DeclarationCheck check) => check.Type.GetAttributes()
        .TakeWhile(each => each.ApplicationSyntaxReference != check.Attribute.ApplicationSyntaxReference)
        .Where(static each => each.AttributeClass.Is(KnownNames.AddedTokens) || each.AttributeClass.Is(KnownNames.TrainedTokens))
        .SelectMany(static each => each.Strings());
}
