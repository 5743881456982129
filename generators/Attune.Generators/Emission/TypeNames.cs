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

    /// <summary>The <see cref="FullyQualified"/> name; that of a keyword, as most fields have, without asking the symbol.</summary>
    public static string Full(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String when type.NullableAnnotation != NullableAnnotation.Annotated => "string",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Int32 => "int",
        SpecialType.System_Int64 => "long",
        SpecialType.System_Double => "double",
        SpecialType.System_Single => "float",
        SpecialType.System_Decimal => "decimal",
        _ => type.ToDisplayString(FullyQualified),
    };

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
