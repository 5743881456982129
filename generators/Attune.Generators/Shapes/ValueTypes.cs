using Microsoft.CodeAnalysis;

namespace Attune.Generators.Shapes;

/// <summary>The types of the base library that a row may hold.</summary>
internal static class ValueTypes
{
    public static ValueKind ScalarKind(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_String => ValueKind.String,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_Int32 => ValueKind.Int32,
        SpecialType.System_Int64 => ValueKind.Int64,
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_UInt32 or SpecialType.System_UInt64 => ValueKind.OtherInteger,
        SpecialType.System_Double => ValueKind.Double,
        SpecialType.System_Single => ValueKind.Single,
        SpecialType.System_Decimal => ValueKind.Decimal,
        SpecialType.System_DateTime => ValueKind.DateTime,
        _ when IsSystem(type, "DateTimeOffset") => ValueKind.DateTimeOffset,
        _ when IsSystem(type, "Guid") || IsSystem(type, "DateOnly") || IsSystem(type, "TimeOnly") || IsSystem(type, "TimeSpan") =>
            ValueKind.OtherText,
        _ => ValueKind.Unsupported,
    };

    /// <summary>What a list or dictionary holds; null for anything else.</summary>
    public static (ValueKind Kind, ITypeSymbol Element)? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return (ValueKind.Array, array.ElementType);
        if (type is not INamedTypeSymbol { IsGenericType: true } named)
            return null;
        var element = named.TypeArguments[named.TypeArguments.Length - 1];
        return (named.ContainingNamespace?.ToDisplayString(), named.Name, named.TypeArguments.Length) switch
        {
            ("System.Collections.Generic", "List" or "IList" or "ICollection" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection", 1) =>
                (ValueKind.List, element),
            ("System.Collections.Immutable", "ImmutableArray", 1) => (ValueKind.ImmutableArray, element),
            ("System.Collections.Generic", "Dictionary" or "IDictionary" or "IReadOnlyDictionary", 2)
                when named.TypeArguments[0].SpecialType == SpecialType.System_String => (ValueKind.Dictionary, element),
            _ => null,
        };
    }

    /// <summary>What is left of a type without lists, dictionaries and nullability around it.</summary>
    public static ITypeSymbol Innermost(ITypeSymbol type)
    {
        while (true)
        {
            if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
                type = nullable.TypeArguments[0];
            else if (ElementOf(type) is var (_, element))
                type = element;
            else
                return type;
        }
    }

    private static bool IsSystem(ITypeSymbol type, string name) =>
        type.Name == name && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
