using System.Numerics;
using System.Text.Json;

namespace Attune.Text.Tests.Templates;

/// <summary>JSON as the plain values that templates take, keys in order.</summary>
internal static class JsonValues
{
    public static object? ToPlain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToPlain).ToList(),
        _ => ToMap(element),
    };

    public static OrderedDictionary<string, object?> ToMap(JsonElement element)
    {
        var map = new OrderedDictionary<string, object?>();
        foreach (var property in element.EnumerateObject())
            map[property.Name] = ToPlain(property.Value);
        return map;
    }

    private static object Number(JsonElement element)
    {
        var text = element.GetRawText();
        return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? element.TryGetInt64(out var small) ? small : BigInteger.Parse(text)
            : element.GetDouble();
    }
}
