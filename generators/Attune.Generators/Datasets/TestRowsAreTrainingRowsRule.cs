using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2033: the test rows are not the training rows.</summary>
internal sealed class TestRowsAreTrainingRowsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.TestRowsAreTrainingRows;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Attribute.FirstString() is { } path && check.Attribute.NamedString("TestPath") is { } test
            && string.Equals(ProjectFiles.Normalize(path), ProjectFiles.Normalize(test), StringComparison.Ordinal))
            check.Report(DiagnosticDescriptors.TestRowsAreTrainingRows, check.Argument("TestPath")?.GetLocation(), test);
    }
}
