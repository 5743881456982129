using System.Collections.Concurrent;
using System.Collections.Immutable;
using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Datasets;

/// <summary>ATT2025: every field of a record, and every member of an enum, has a name of its own in data.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameCollisionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.NameCollision];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // A record inside of several datasets is one place to mend.
            var visited = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(
                symbol => AnalysisContexts.RunOn(symbol, KnownNames.Dataset, check => Visit(check, check.Type, visited)), SymbolKind.NamedType);
        });
    }

    private static void Visit(DeclarationCheck check, INamedTypeSymbol type, ConcurrentDictionary<ISymbol, bool> visited)
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
                Visit(check, inner, visited);
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
