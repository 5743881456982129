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
internal sealed record IndexedDeclaration(string Name, string MetadataName, bool IsRecipe, string Row);

/// <summary>
/// The prompts and recipes of a file by syntax alone. A tree does not change, so what was found stays with it: after a
/// keystroke only the file of the keystroke is looked at again, and no attribute of any other type is bound.
/// </summary>
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
        var found = Find(tree.GetRoot(cancellation));
        return Known.GetValue(tree, _ => found);
    }

    private static ImmutableArray<IndexedDeclaration> Find(SyntaxNode root)
    {
        var found = ImmutableArray.CreateBuilder<IndexedDeclaration>();
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            // A type whose name is not typed yet cannot be looked up.
            if (node is not TypeDeclarationSyntax { AttributeLists.Count: > 0, Identifier.ValueText.Length: > 0 } type)
                continue;
            foreach (var attribute in type.AttributeLists.SelectMany(static list => list.Attributes))
            {
                if (GenericName(attribute.Name) is { } name && IsRecipe(name.Identifier.ValueText) is { } isRecipe)
                    found.Add(new IndexedDeclaration(type.Identifier.ValueText, MetadataName(type), isRecipe, LastName(name.TypeArgumentList.Arguments.FirstOrDefault())));
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

    private static string MetadataName(TypeDeclarationSyntax type)
    {
        var name = OwnName(type);
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
