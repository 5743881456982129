using System.Numerics;

namespace Attune.Text.Conversations.Schemas;

/// <summary>What kinds of JSON plain values are.</summary>
internal static class SchemaValues
{
    public static IReadOnlyDictionary<string, object?>? AsObject(object? value) => value as IReadOnlyDictionary<string, object?>;

    public static IReadOnlyList<object?>? AsArray(object? value) =>
        value is string || AsObject(value) is not null ? null : (value as IEnumerable<object?>)?.ToList();

    public static double? AsNumber(object? value) => value switch
    {
        int number => number,
        long number => number,
        BigInteger number => (double)number,
        double number => number,
        float number => number,
        decimal number => (double)number,
        _ => null,
    };

    public static bool IsInteger(object? value) => AsNumber(value) is { } number && Math.Floor(number) == number && !double.IsInfinity(number);

    public static string TypeOf(object? value) => value switch
    {
        null => "null",
        bool => "boolean",
        string => "string",
        _ when IsInteger(value) => "integer",
        _ when AsNumber(value) is not null => "number",
        _ when AsObject(value) is not null => "object",
        _ => "array",
    };

    public static bool AreEqual(object? a, object? b)
    {
        if (AsNumber(a) is { } x && AsNumber(b) is { } y)
            return x == y;
        if (AsObject(a) is { } first && AsObject(b) is { } second)
            return first.Count == second.Count && first.All(pair => second.TryGetValue(pair.Key, out var other) && AreEqual(pair.Value, other));
        if (AsArray(a) is { } list && AsArray(b) is { } otherList)
            return list.Count == otherList.Count && list.Zip(otherList, AreEqual).All(equal => equal);
        return Equals(a, b);
    }
}
