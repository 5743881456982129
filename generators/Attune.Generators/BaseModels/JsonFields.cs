namespace Attune.Generators.BaseModels;

/// <summary>Typed looks into what <see cref="JsonText"/> read; another type counts as absent.</summary>
internal static class JsonFields
{
    public static object? Field(this object? json, string name) =>
        json is Dictionary<string, object?> map && map.TryGetValue(name, out var value) ? value : null;

    public static string? Text(this object? json, string name) => json.Field(name) as string;

    public static int? Count(this object? json, string name) => json.Field(name) is double number and >= 0 and <= int.MaxValue ? (int)number : null;

    public static bool Flag(this object? json, string name) => json.Field(name) is true;

    public static IReadOnlyList<object?> List(this object? json, string name) => json.Field(name) as List<object?> ?? [];

    /// <summary>The first item of a list.</summary>
    public static object? First(this object? json, string name) => json.List(name) is { Count: > 0 } list ? list[0] : null;

    /// <summary>A token is its text, or an object whose "content" is.</summary>
    public static string? Token(this object? json, string name) => json.Field(name) as string ?? json.Field(name).Text("content");

    /// <summary>One id, or a list of them.</summary>
    public static IEnumerable<int> Ids(this object? json, string name)
    {
        var value = json.Field(name);
        foreach (var item in value as List<object?> ?? [value])
        {
            if (item is double number and >= 0 and <= int.MaxValue)
                yield return (int)number;
        }
    }
}
