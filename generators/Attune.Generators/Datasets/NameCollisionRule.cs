using System.Collections.Concurrent;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Datasets;

/// <summary>ATT2025: every field of a record, and every member of an enum, has a name of its own in data.</summary>
internal sealed class NameCollisionRule : IRule
{
    // A record inside of several datasets is one place to mend.
    private readonly ConcurrentDictionary<ISymbol, bool> visited = new(SymbolEqualityComparer.Default);

    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.NameCollision;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Dataset, check => Visit(check, check.Type));

    private void Visit(DeclarationCheck check, INamedTypeSymbol type)
    {
        if (!visited.TryAdd(type, true))
            return;
        if (type.TypeKind == TypeKind.Enum)
        {
            Check(check, type, type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)
                .Select(static member => (member.Name, EnumName(member), member.Locations.FirstOrDefault())));
            return;
        }

        if (FieldFinder.Construction(type) is not { } constructor)
            return;
        var fields = FieldFinder.Fields(type, constructor, check.Cancellation).ToList();
        Check(check, type, fields.Select(static field => (field.Property.Name, field.JsonName, field.Location)));
        foreach (var field in fields)
        {
            if (ValueTypes.Innermost(field.Property.Type) is INamedTypeSymbol { TypeKind: not TypeKind.Error } inner)
                Visit(check, inner);
        }
    }

    private static void Check(DeclarationCheck check, INamedTypeSymbol type, IEnumerable<(string Name, string InData, Location? Location)> members)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, inData, location) in members)
        {
            if (taken.TryGetValue(inData, out var first))
                check.Report(DiagnosticDescriptors.NameCollision, location, first, name, type.Name, inData);
            else
                taken.Add(inData, name);
        }
    }

    private static string EnumName(IFieldSymbol member) => member.Find(KnownNames.JsonEnumName)?.FirstString() ?? member.Name;
}
