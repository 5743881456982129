using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>What a method must look like to be an assertion: <c>static void Name(TRow row, Completion answer)</c>.</summary>
internal static class AssertionMethod
{
    /// <summary>What is wrong with the method, as the end of a sentence, or null where it is right.</summary>
    public static string? Problem(IMethodSymbol method, INamedTypeSymbol row)
    {
        if (!method.IsStatic)
            return "it is not static";
        if (method.IsGenericMethod)
            return "it is generic";
        if (method.IsAsync && method.ReturnsVoid)
            return "it is async, so its failures would be lost";
        if (!method.ReturnsVoid)
            return $"it returns {method.ReturnType.ToDisplayString()}";
        if (method.Parameters.Length != 2)
            return $"it has {method.Parameters.Length} parameter{(method.Parameters.Length == 1 ? "" : "s")}";
        if (!IsByValue(method.Parameters[0]) || !SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, row))
            return $"its first parameter is not {row.Name}";
        return IsByValue(method.Parameters[1]) && method.Parameters[1].Type.Is(KnownNames.CompletionText)
            ? null
            : "its second parameter is not Completion";
    }

    private static bool IsByValue(IParameterSymbol parameter) => parameter.RefKind == RefKind.None;
}
