using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>
/// Finds the types of a project that may have an attribute, without binding any. A name that stands for another one may stand
/// for the attribute; few attributes are written by such a name.
/// </summary>
internal static class AttributedTypes
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> GlobalAliases = new();

    /// <param name="attribute">The attribute's name without <c>Attribute</c>.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The types in the order of files and places.</returns>
    public static IEnumerable<TypeDeclarationSyntax> With(string attribute, Compilation compilation, CancellationToken cancellation)
    {
        if (!GlobalAliases.TryGetValue(compilation, out var aliases))
        {
            HashSet<string> found = new(compilation.SyntaxTrees.SelectMany(tree => FileIndex.Of(tree, cancellation).GlobalAliases), StringComparer.Ordinal);
            aliases = GlobalAliases.GetValue(compilation, _ => found);
        }

        var fullName = attribute + "Attribute";
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var file = FileIndex.Of(tree, cancellation);
            foreach (var (type, names) in file.Types)
            {
                foreach (var name in names)
                {
                    if (name == attribute || name == fullName || file.IsAlias(name)
                        || (aliases.Count > 0 && (aliases.Contains(name) || aliases.Contains(name + "Attribute"))))
                    {
                        yield return type;
                        break;
                    }
                }
            }
        }
    }
}
