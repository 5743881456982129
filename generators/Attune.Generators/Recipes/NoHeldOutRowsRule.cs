using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>ATT2029: assertions have rows to be tested on.</summary>
internal sealed class NoHeldOutRowsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NoHeldOutRows;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.RowType() is not { } row || row.Find(KnownNames.Dataset) is not { } dataset
            || dataset.NamedString("TestPath") is not null || dataset.Named("TestFraction")?.Value is double and not 0d)
            return;
        foreach (var method in check.Type.GetMembers())
        {
            if (method.Find(KnownNames.Assertion) is not { } assertion)
                continue;
            var place = (check with { Attribute = assertion }).AttributeLocation;
            check.Report(DiagnosticDescriptors.NoHeldOutRows, place, method.Name, row.Name);
            return;
        }
    }
}
