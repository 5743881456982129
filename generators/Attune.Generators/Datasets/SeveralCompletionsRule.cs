using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2005: a dataset has one completion.</summary>
internal sealed class SeveralCompletionsRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.SeveralCompletions;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (FieldFinder.Construction(check.Type) is not { } constructor)
            return;
        var completions = FieldFinder.Fields(check.Type, constructor, check.Cancellation).Where(static field => field.IsCompletion).ToList();
        var names = string.Join(", ", completions.Select(static field => field.Property.Name));
        foreach (var second in completions.Skip(1))
            check.Report(DiagnosticDescriptors.SeveralCompletions, second.Location, check.Type.Name, names);
    }
}
