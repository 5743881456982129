using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>Finds and reads attributes by metadata name.</summary>
internal static class Attributes
{
    public static AttributeData? Find(this ISymbol symbol, string metadataName)
    {
        if (!MayHaveAttributes(symbol))
            return null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Is(type, metadataName))
                return attribute;
        }

        return null;
    }

    public static bool Has(this ISymbol symbol, string metadataName) => symbol.Find(metadataName) is not null;

    /// <summary>Whether the syntax has any. To ask the symbol is to bind what it takes to tell.</summary>
    private static bool MayHaveAttributes(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty)
            return true;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var mayHave = reference.GetSyntax() switch
            {
                ParameterSyntax parameter => parameter.AttributeLists.Count > 0,
                EnumMemberDeclarationSyntax member => member.AttributeLists.Count > 0,
                // A primary constructor is declared by its type.
                TypeDeclarationSyntax type when symbol is IMethodSymbol => type.AttributeLists.Any(static list => list.Target is not null),
                // The other half of a partial member may have them, and is not always listed.
                MemberDeclarationSyntax member => member.AttributeLists.Count > 0 || (symbol is not INamedTypeSymbol && member.Modifiers.Any(SyntaxKind.PartialKeyword)),
                _ => true,
            };
            if (mayHave)
                return true;
        }

        return false;
    }

    /// <summary>Whether the type has that metadata name; a constructed generic type has its definition's.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        var dot = metadataName.LastIndexOf('.');
        return string.CompareOrdinal(named.MetadataName, 0, metadataName, dot + 1, int.MaxValue) == 0
            && named.ContainingType is null
            && IsNamespace(named.ContainingNamespace, metadataName, dot);
    }

    /// <summary>Whether the namespace is the first <paramref name="length"/> characters of the name; without a string of its own, as this is asked of every attribute.</summary>
    private static bool IsNamespace(INamespaceSymbol? space, string name, int length)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = length - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, space.Name, 0, space.Name.Length) != 0)
                return false;
            length = start == 0 ? 0 : name[start - 1] == '.' ? start - 1 : -1;
        }

        return length == 0 && space is not null;
    }

    public static TypedConstant? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        return null;
    }

    public static string? NamedString(this AttributeData attribute, string name) => attribute.Named(name)?.Value as string;

    public static string? FirstString(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0].Kind == TypedConstantKind.Primitive
            ? attribute.ConstructorArguments[0].Value as string
            : null;

    /// <summary>The constants of the constructor's only parameter, a list of strings; those that are none are left out.</summary>
    public static IEnumerable<string> Strings(this AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? list.Values.Select(static value => value.Value).OfType<string>()
            : [];

    public static INamedTypeSymbol? NamedType(this AttributeData attribute, string name) =>
        attribute.Named(name) is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } && type.TypeKind != TypeKind.Error
            ? type
            : null;

    /// <summary>The row type of <c>[Prompt&lt;TRow&gt;]</c> or <c>[Recipe&lt;TRow&gt;]</c>, or null while it is not resolved.</summary>
    public static INamedTypeSymbol? RowType(this AttributeData attribute) =>
        attribute.AttributeClass is { TypeArguments.Length: 1 } type
        && type.TypeArguments[0] is INamedTypeSymbol { TypeKind: not TypeKind.Error } row
            ? row
            : null;
}
