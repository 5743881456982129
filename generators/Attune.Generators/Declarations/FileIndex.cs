using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>A type with attributes.</summary>
/// <param name="Declaration">The type.</param>
/// <param name="Attributes">The last names of its attributes, as written.</param>
internal sealed record AttributedType(TypeDeclarationSyntax Declaration, ImmutableArray<string> Attributes);

/// <summary>
/// What a file declares, by syntax alone. A tree does not change, so what was found stays with it: after a keystroke only the
/// file of the keystroke is looked at again. No body of a method is looked at.
/// </summary>
internal sealed class FileIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileIndex> Known = new();

    private readonly List<AttributedType> types = [];
    private readonly HashSet<string> aliases = new(StringComparer.Ordinal);
    private readonly List<string> globalAliases = [];

    private FileIndex(SyntaxNode root)
    {
        // Types in types are as deep as somebody types them.
        var open = new Stack<SyntaxNode>();
        open.Push(root);
        while (open.Count > 0)
        {
            var members = Read(open.Pop());
            for (var i = members.Count - 1; i >= 0; i--)
                open.Push(members[i]);
        }
    }

    /// <summary>The types with attributes, in source order.</summary>
    public IReadOnlyList<AttributedType> Types => types;

    /// <summary>The names that the file gives to types or namespaces for the whole project.</summary>
    public IReadOnlyList<string> GlobalAliases => globalAliases;

    /// <summary>Whether types have attributes or other parts, or methods have attributes: all that a rule looks at is in such a file.</summary>
    public bool HasDeclarations { get; private set; }

    /// <summary>Whether something looks like the start of a program.</summary>
    public bool MayHaveEntryPoint { get; private set; }

    public static FileIndex Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (Known.TryGetValue(tree, out var known))
            return known;
        var index = new FileIndex(tree.GetRoot(cancellation));
        return Known.GetValue(tree, _ => index);
    }

    /// <summary>Whether the name, or what an attribute of that name is called in full, is a name that this file gives.</summary>
    public bool IsAlias(string attribute) => aliases.Count > 0 && (aliases.Contains(attribute) || aliases.Contains(attribute + "Attribute"));

    private SyntaxList<MemberDeclarationSyntax> Read(SyntaxNode node)
    {
        switch (node)
        {
            case CompilationUnitSyntax file:
                AddAliases(file.Usings);
                return file.Members;
            case BaseNamespaceDeclarationSyntax space:
                AddAliases(space.Usings);
                return space.Members;
            case TypeDeclarationSyntax type:
                HasDeclarations |= type.AttributeLists.Count > 0 || type.Modifiers.Any(SyntaxKind.PartialKeyword);
                if (type.AttributeLists.Count > 0)
                    types.Add(new AttributedType(type, [.. type.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => LastName(attribute.Name))]));
                return type.Members;
            case MethodDeclarationSyntax method:
                HasDeclarations |= method.AttributeLists.Count > 0;
                MayHaveEntryPoint |= method.Identifier.ValueText == "Main";
                break;
            case GlobalStatementSyntax:
                MayHaveEntryPoint = true;
                break;
        }

        return default;
    }

    private void AddAliases(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias is not { Name.Identifier.ValueText: { Length: > 0 } name })
                continue;
            aliases.Add(name);
            if (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
                globalAliases.Add(name);
        }
    }

    private static string LastName(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };
}
