using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Prompts;

/// <summary>ATT2018: prompts and recipes are over the rows of a dataset.</summary>
internal sealed class NotADatasetRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NotADataset;

    public void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Prompt, Check);
        rules.OnAttribute(KnownNames.Recipe, Check);
    }

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || row.Has(KnownNames.Dataset))
            return;
        var syntax = check.Attribute.ApplicationSyntaxReference?.GetSyntax(check.Cancellation) as AttributeSyntax;
        var argument = syntax?.DescendantNodes().OfType<TypeArgumentListSyntax>().FirstOrDefault()?.Arguments.FirstOrDefault();
        check.Report(DiagnosticDescriptors.NotADataset, argument?.GetLocation(), row.Name);
    }
}
