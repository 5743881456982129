using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>Finds the prompts and recipes of a project, once for all rules that ask.</summary>
internal static class DeclarationFinder
{
    private static readonly ConditionalWeakTable<Compilation, Found> Known = new();

    /// <summary>Every type with <c>[Prompt]</c> or <c>[Recipe]</c>.</summary>
    public static IReadOnlyList<INamedTypeSymbol> In(Compilation compilation, CancellationToken cancellation) => Find(compilation, cancellation).All;

    /// <summary>The recipes by name, letter case aside.</summary>
    public static ILookup<string, INamedTypeSymbol> Recipes(Compilation compilation, CancellationToken cancellation) =>
        Find(compilation, cancellation).Recipes;

    /// <summary>The prompts and recipes over that row type.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> Over(
        INamedTypeSymbol row, Compilation compilation, CancellationToken cancellation) => Find(compilation, cancellation).ByRow[row];

    private static Found Find(Compilation compilation, CancellationToken cancellation)
    {
        if (Known.TryGetValue(compilation, out var known))
            return known;
        var found = new List<INamedTypeSymbol>();
        Visit(compilation.Assembly.GlobalNamespace, found, cancellation);
        return Known.GetValue(compilation, _ => new Found(found));
    }

    private static void Visit(INamespaceOrTypeSymbol symbol, List<INamedTypeSymbol> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (symbol is INamedTypeSymbol type && type.GetAttributes().Any(IsDeclaration))
            found.Add(type);
        foreach (var member in symbol is INamespaceSymbol space ? space.GetMembers() : symbol.GetTypeMembers().CastArray<INamespaceOrTypeSymbol>())
            Visit(member, found, cancellation);
    }

    private static bool IsDeclaration(AttributeData attribute) =>
        attribute.AttributeClass.Is(KnownNames.Prompt) || attribute.AttributeClass.Is(KnownNames.Recipe);

    private sealed class Found(List<INamedTypeSymbol> all)
    {
        public IReadOnlyList<INamedTypeSymbol> All => all;

        public ILookup<string, INamedTypeSymbol> Recipes { get; } =
            all.Where(static type => type.Has(KnownNames.Recipe)).ToLookup(static type => type.Name, StringComparer.OrdinalIgnoreCase);

        public ILookup<ISymbol, (INamedTypeSymbol Type, AttributeData Attribute)> ByRow { get; } = all
            .SelectMany(static type => type.GetAttributes().Where(IsDeclaration).Select(attribute => (type, attribute)))
            .Where(static pair => pair.attribute.RowType() is not null)
            .ToLookup(static pair => (ISymbol)pair.attribute.RowType()!, SymbolEqualityComparer.Default)!;
    }
}
