using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>ATT2007: generated members need a partial type, in partial types.</summary>
internal sealed class NotPartialRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NotPartial;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Dataset, Check);
        rules.OnAttribute(KnownNames.Prompt, Check);
        rules.OnAttribute(KnownNames.ChatTemplate, Check);
        rules.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (DeclaredType.FirstNotPartial(check.Type, check.Cancellation) is { } declaration)
            check.Report(DiagnosticDescriptors.NotPartial, declaration.Identifier.GetLocation(), declaration.Identifier.ValueText);
    }
}
