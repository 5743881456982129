using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Attune.Generators.Emission;

/// <summary>Constants as C# expressions, the same in every culture.</summary>
internal static class Literal
{
    public static string Of(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "d",
    };

    /// <summary>A number as messages show it.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The constant as an expression of its own type.</summary>
    public static string Of(TypedConstant constant)
    {
        if (constant.IsNull)
            return "null";
        switch (constant.Kind)
        {
            case TypedConstantKind.Type:
                return $"typeof({((ITypeSymbol)constant.Value!).ToDisplayString(TypeNames.FullyQualified)})";
            case TypedConstantKind.Array:
                var element = ((IArrayTypeSymbol)constant.Type!).ElementType.ToDisplayString(TypeNames.FullyQualified);
                return $"new {element}[] {{ {string.Join(", ", constant.Values.Select(Of))} }}";
            default:
                return Of(constant.Value, constant.Type!);
        }
    }

    /// <summary>A value that the compiler folded, as an expression of <paramref name="type"/>.</summary>
    public static string Of(object? value, ITypeSymbol type)
    {
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            type = ((INamedTypeSymbol)type).TypeArguments[0];
        return value switch
        {
            null => type.IsValueType ? "default" : "null",
            _ when type.TypeKind == TypeKind.Enum =>
                $"({type.ToDisplayString(TypeNames.FullyQualified)})({Convert.ToString(value, CultureInfo.InvariantCulture)})",
            string text => Of(text),
            bool flag => Of(flag),
            double number => Of(number),
            float number => number.ToString("R", CultureInfo.InvariantCulture) is var shown && (float.IsNaN(number) || float.IsInfinity(number))
                ? "float." + (float.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity")
                : shown + "f",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
    }
}
