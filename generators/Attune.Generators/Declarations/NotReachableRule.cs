using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>ATT2020: generated code elsewhere in the project can name the type.</summary>
internal sealed class NotReachableRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NotReachable;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Dataset, Check);
        rules.OnAttribute(KnownNames.Prompt, Check);
        rules.OnAttribute(KnownNames.ChatTemplate, Check);
        rules.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        var identifier = check.Type.Locations.FirstOrDefault();
        for (var at = check.Type; at is not null; at = at.ContainingType)
        {
            if (at.IsGenericType)
            {
                check.Report(DiagnosticDescriptors.NotReachable, identifier, check.Type.Name, "generic, or inside a generic type", "Declare it without type parameters.");
                return;
            }
        }

        if (!DeclaredType.IsVisible(check.Type))
            check.Report(DiagnosticDescriptors.NotReachable, identifier, check.Type.Name, "private, or inside a private type", "Make it internal or public.");
    }
}
