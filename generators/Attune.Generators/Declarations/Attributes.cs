using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>Finds and reads attributes by metadata name.</summary>
internal static class Attributes
{
    public static AttributeData? Find(this ISymbol symbol, string metadataName)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && Is(type, metadataName))
                return attribute;
        }

        return null;
    }

    public static bool Has(this ISymbol symbol, string metadataName) => symbol.Find(metadataName) is not null;

    /// <summary>Whether the type has that metadata name; a constructed generic type has its definition's.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol named)
            return false;
        var dot = metadataName.LastIndexOf('.');
        return string.CompareOrdinal(named.MetadataName, 0, metadataName, dot + 1, int.MaxValue) == 0
            && named.ContainingType is null
            && named.ContainingNamespace is { } space
            && space.ToDisplayString() == metadataName.Substring(0, dot);
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
