using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Attune.Generators.Emission;

/// <summary>Names as generated code writes them.</summary>
internal static class TypeNames
{
    /// <summary><c>global::</c> names with the <c>?</c> of nullable references.</summary>
    public static SymbolDisplayFormat FullyQualified { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The <see cref="FullyQualified"/> name; that of a keyword or of a plain type, as most fields have, without the work of a display string.</summary>
    public static string Full(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String when type.NullableAnnotation != NullableAnnotation.Annotated => "string",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Int32 => "int",
        SpecialType.System_Int64 => "long",
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        SpecialType.System_Decimal => "decimal",
        _ when type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType => type.ToDisplayString(FullyQualified),
        _ => Plain(type) ?? type.ToDisplayString(FullyQualified),
    };

    /// <summary>The <c>global::</c> name without the <c>?</c> of nullable references.</summary>
    public static string WithoutNullability(ITypeSymbol type) => Plain(type) ?? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The name where it is names and dots alone.</summary>
    private static string? Plain(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsGenericType: false, IsFileLocal: false, SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum })
            return null;
        var name = "";
        for (ISymbol? at = type; at is not null and not INamespaceSymbol { IsGlobalNamespace: true }; at = at.ContainingType ?? (ISymbol?)at.ContainingNamespace)
        {
            if (at.Name.Length == 0 || Identifier(at.Name) != at.Name)
                return null;
            name = name.Length == 0 ? at.Name : at.Name + "." + name;
        }

        return "global::" + name;
    }

    /// <summary>The name with <c>@</c> where it is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary><c>ColumnName</c> as <c>columnName</c>, <c>URL</c> as <c>url</c>: what System.Text.Json's camel case does.</summary>
    public static string CamelCase(string name)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            var lastOfRun = i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]);
            if (lastOfRun)
                break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>A type's full name as part of an identifier; different types give different texts.</summary>
    public static string Flat(string fullyQualified)
    {
        var flat = new StringBuilder();
        foreach (var c in fullyQualified.Replace("global::", ""))
        {
            if (c == '_')
                flat.Append("__");
            else
                flat.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return flat.ToString();
    }
}
