using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>Finds the prompts and recipes of a project. Only those whose syntax fits the question are bound.</summary>
internal static class DeclarationFinder
{
    // Rows of one name in many namespaces would else be looked up again for each of them.
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, INamedTypeSymbol?>> Known = new();

    /// <summary>Every recipe.</summary>
    public static IEnumerable<INamedTypeSymbol> Recipes(Compilation compilation, CancellationToken cancellation) =>
        Find(compilation, static declaration => declaration.IsRecipe, cancellation)
            .Where(static type => type.Has(KnownNames.Recipe));

    /// <summary>The recipes of a name, letter case aside.</summary>
    public static IEnumerable<INamedTypeSymbol> Recipes(string name, Compilation compilation, CancellationToken cancellation) =>
        Find(compilation, declaration => declaration.IsRecipe && string.Equals(declaration.Name, name, StringComparison.OrdinalIgnoreCase), cancellation)
            .Where(static type => type.Has(KnownNames.Recipe));

    /// <summary>The prompts and recipes over a row type. One that names it by an alias is not found.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> Over(
        INamedTypeSymbol row, Compilation compilation, CancellationToken cancellation)
    {
        var types = Types(compilation);
        return Find(compilation, MayBeOver, cancellation)
            .SelectMany(static type => type.GetAttributes(), static (type, attribute) => (type, attribute))
            .Where(pair => IsDeclaration(pair.attribute) && SymbolEqualityComparer.Default.Equals(pair.attribute.RowType(), row));

        // Projects have rows of one name in many namespaces; the attributes of all their prompts would be bound for each of them.
        bool MayBeOver(IndexedDeclaration declaration) =>
            declaration.Row == row.Name
            && (row.IsFileLocal || declaration.RowBeside is not { } name
                || types.GetOrAdd(name, compilation.Assembly.GetTypeByMetadataName) is not { } beside || SymbolEqualityComparer.Default.Equals(beside, row));
    }

    /// <summary>Every prompt and recipe, as far as its syntax tells, the last file's first.</summary>
    public static IEnumerable<(INamedTypeSymbol Type, bool IsRecipe)> FromTheEnd(Compilation compilation, CancellationToken cancellation)
    {
        var types = Types(compilation);
        foreach (var declaration in DeclarationIndex.Of(compilation, cancellation).Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            if (types.GetOrAdd(declaration.MetadataName, compilation.Assembly.GetTypeByMetadataName) is { } type)
                yield return (type, declaration.IsRecipe);
        }
    }

    private static ConcurrentDictionary<string, INamedTypeSymbol?> Types(Compilation compilation) =>
        Known.GetValue(compilation, static _ => new ConcurrentDictionary<string, INamedTypeSymbol?>(StringComparer.Ordinal));

    private static IEnumerable<INamedTypeSymbol> Find(Compilation compilation, Func<IndexedDeclaration, bool> fits, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var types = Types(compilation);
        foreach (var declaration in DeclarationIndex.Of(compilation, cancellation))
        {
            if (fits(declaration) && seen.Add(declaration.MetadataName)
                && types.GetOrAdd(declaration.MetadataName, compilation.Assembly.GetTypeByMetadataName) is { } type)
                yield return type;
        }
    }

    private static bool IsDeclaration(AttributeData attribute) =>
        attribute.AttributeClass.Is(KnownNames.Prompt) || attribute.AttributeClass.Is(KnownNames.Recipe);
}
