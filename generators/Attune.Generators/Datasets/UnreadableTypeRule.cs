using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2015: a row, and every field inside it, can be made from data.</summary>
internal sealed class UnreadableTypeRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnreadableType;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, Check);

    private static void Check(DeclarationCheck check)
    {
        if (DatasetShapes.IsShaped(check.Attribute))
        {
            if (DatasetShapes.Problem(check.Type, check.Attribute, check.Cancellation) is var (fact, remedy))
                check.Report(DiagnosticDescriptors.UnreadableType, check.Type.Locations.FirstOrDefault(), check.Type.Name, fact, remedy);
            return;
        }

        if (FieldFinder.Construction(check.Type) is null)
        {
            check.Report(
                DiagnosticDescriptors.UnreadableType,
                check.Type.Locations.FirstOrDefault(),
                check.Type.Name,
                check.Type.IsAbstract || check.Type.IsStatic ? "it cannot be constructed" : "no constructor's parameters all match properties",
                "Use a record, or a class with properties that can be set.");
            return;
        }

        Visit(check, check.Type, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
    }

    private static void Visit(DeclarationCheck check, INamedTypeSymbol type, HashSet<ISymbol> visited)
    {
        if (!visited.Add(type) || FieldFinder.Construction(type) is not { } constructor)
            return;
        foreach (var field in FieldFinder.Fields(type, constructor, check.Cancellation))
        {
            var innermost = ValueTypes.Innermost(field.Property.Type);
            if (innermost.TypeKind == TypeKind.Error || ValueTypes.ScalarKind(innermost) != ValueKind.Unsupported || innermost.TypeKind == TypeKind.Enum)
                continue;
            if (innermost is INamedTypeSymbol named && DeclaredType.IsVisible(named) && FieldFinder.Construction(named) is not null)
                Visit(check, named, visited);
            else
                Report(check, type, field, innermost);
        }
    }

    private static void Report(DeclarationCheck check, INamedTypeSymbol owner, FoundField field, ITypeSymbol type) => check.Report(
        DiagnosticDescriptors.UnreadableType,
        field.Location ?? check.Type.Locations.FirstOrDefault(),
        $"{owner.Name}.{field.Property.Name}",
        $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} has no form in JSON or CSV",
        "Use strings, numbers, booleans, dates, enums, records of these, or lists and dictionaries of them.");
}
