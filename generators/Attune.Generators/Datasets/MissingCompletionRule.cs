using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2004: a dataset says which field the model is to write.</summary>
internal sealed class MissingCompletionRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.MissingCompletion;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (DatasetShapes.IsShaped(check.Attribute) || FieldFinder.Construction(check.Type) is not { } constructor)
            return;
        var fields = FieldFinder.Fields(check.Type, constructor, check.Cancellation).ToList();
        if (fields.Any(static field => field.IsCompletion))
            return;
        var target = fields.LastOrDefault()?.Parameter is null ? "" : "property: ";
        check.Report(DiagnosticDescriptors.MissingCompletion, check.Type.Locations.FirstOrDefault(), check.Type.Name, target);
    }
}
