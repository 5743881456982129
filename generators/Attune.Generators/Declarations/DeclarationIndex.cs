using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>A type that has, as far as its syntax tells, <c>[Prompt]</c> or <c>[Recipe]</c>.</summary>
/// <param name="Name">The type's own name.</param>
/// <param name="MetadataName">Its full name.</param>
/// <param name="IsRecipe">Which of the two.</param>
/// <param name="Row">The last name of the row type.</param>
/// <param name="RowBeside">
/// The full name of the row type if there is one of that name in the declaration's own namespace, where C# looks first; null
/// where C# looks elsewhere.
/// </param>
internal sealed record IndexedDeclaration(string Name, string MetadataName, bool IsRecipe, string Row, string? RowBeside);

/// <summary>The prompts and recipes of a project by syntax alone, so that no attribute of any other type is bound.</summary>
internal static class DeclarationIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<IndexedDeclaration>> Known = new();
    private static readonly ConditionalWeakTable<Compilation, IReadOnlyList<IndexedDeclaration>> OfCompilations = new();

    /// <summary>All of a project; a declaration of several parts is there once for each.</summary>
    public static IReadOnlyList<IndexedDeclaration> Of(Compilation compilation, CancellationToken cancellation)
    {
        if (OfCompilations.TryGetValue(compilation, out var known))
            return known;

        // Generated files declare no prompts.
        List<IndexedDeclaration> all = [.. compilation.SyntaxTrees
            .Where(static tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .SelectMany(tree => Of(tree, cancellation))];
        return OfCompilations.GetValue(compilation, _ => all);
    }

    private static IReadOnlyList<IndexedDeclaration> Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;
        var found = Find(FileIndex.Of(tree, cancellation).Types);
        return Known.GetValue(tree, _ => found);
    }

    private static ImmutableArray<IndexedDeclaration> Find(IReadOnlyList<AttributedType> types)
    {
        var found = ImmutableArray.CreateBuilder<IndexedDeclaration>();
        foreach (var (type, attributes) in types)
        {
            // A type whose name is not typed yet cannot be looked up.
            if (type.Identifier.ValueText.Length == 0 || attributes.All(static name => IsRecipe(name) is null))
                continue;
            foreach (var attribute in type.AttributeLists.SelectMany(static list => list.Attributes))
            {
                if (GenericName(attribute.Name) is not { } name || IsRecipe(name.Identifier.ValueText) is not { } isRecipe)
                    continue;
                var row = name.TypeArgumentList.Arguments.FirstOrDefault();
                var beside = row is IdentifierNameSyntax && type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax ? Prefix(type) + LastName(row) : null;
                found.Add(new IndexedDeclaration(type.Identifier.ValueText, MetadataName(type), isRecipe, LastName(row), beside));
            }
        }

        return found.ToImmutable();
    }

    private static GenericNameSyntax? GenericName(NameSyntax name) => name switch
    {
        GenericNameSyntax generic => generic,
        QualifiedNameSyntax qualified => GenericName(qualified.Right),
        AliasQualifiedNameSyntax alias => GenericName(alias.Name),
        _ => null,
    };

    private static bool? IsRecipe(string attribute) => attribute switch
    {
        "Prompt" or "PromptAttribute" => false,
        "Recipe" or "RecipeAttribute" => true,
        _ => null,
    };

    private static string LastName(TypeSyntax? type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string MetadataName(TypeDeclarationSyntax type) => Prefix(type) + OwnName(type);

    /// <summary>What stands before the type's own name in its full name.</summary>
    private static string Prefix(TypeDeclarationSyntax type)
    {
        var name = "";
        for (var at = type.Parent; at is not null; at = at.Parent)
        {
            name = at switch
            {
                TypeDeclarationSyntax outer => OwnName(outer) + "+" + name,
                BaseNamespaceDeclarationSyntax space => space.Name.ToString().Replace(" ", "") + "." + name,
                _ => name,
            };
        }

        return name;
    }

    private static string OwnName(TypeDeclarationSyntax type) =>
        type.Arity == 0 ? type.Identifier.ValueText : type.Identifier.ValueText + "`" + type.Arity.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
