using System.Text.Json;

namespace Attune.Server.OpenAi;

/// <summary>
/// The fields of a JSON object, each with its type checked. A field that is null is as if it were not there, and fields that
/// nobody asks for are ignored, as OpenAI's servers do both.
/// </summary>
/// <param name="json">An object.</param>
/// <param name="path">What stands before a field's name in messages, such as <c>messages[0].</c></param>
internal readonly struct RequestFields(JsonElement json, string path = "")
{
    /// <summary>The field, or null where it is absent or null.</summary>
    /// <exception cref="ApiException">A field beside it has a name that is no valid Unicode, which only a comparison finds.</exception>
    public JsonElement? Find(string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            var place = path.TrimEnd('.');
            throw ApiException.Invalid(
                $"A field's name in {(place.Length == 0 ? "the body" : $"'{place}'")} is not valid Unicode: it has half of a surrogate pair.", place.Length == 0 ? null : place, "invalid_json");
        }
    }

    public string PathOf(string name) => path + name;

    public string? Text(string name) => Find(name) is { } value ? TextOf(value, PathOf(name)) : null;

    public string RequiredText(string name) => Text(name) ?? throw Missing(PathOf(name));

    public bool? Flag(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongType(PathOf(name), "a boolean", value),
    };

    public double? Number(string name, double from, double to)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Number)
            throw WrongType(PathOf(name), "a number", value);
        return value.TryGetDouble(out var number) && number >= from && number <= to
            ? number
            : throw OutOfRange(PathOf(name), value, FormattableString.Invariant($"from {from} to {to}"));
    }

    public long? Integer(string name, long from, long to) =>
        Find(name) is { } value ? IntegerOf(value, PathOf(name), from, to) : null;

    /// <exception cref="ApiException">Not a string, or one that is no valid Unicode.</exception>
    public static string TextOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw WrongType(path, "a string", value);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Invalid($"'{path}' is not valid Unicode: it has half of a surrogate pair, or bytes that are not UTF-8.", path, "invalid_value");
        }
    }

    public static long IntegerOf(JsonElement value, string path, long from, long to)
    {
        if (value.ValueKind != JsonValueKind.Number)
            throw WrongType(path, "an integer", value);
        if (!value.TryGetInt64(out var number))
            throw ApiException.Invalid($"'{path}' is {value.GetRawText()}, which is not an integer.", path, "invalid_type");
        return number >= from && number <= to ? number : throw OutOfRange(path, value, to == long.MaxValue ? $"{from} or above" : $"from {from} to {to}");
    }

    public static ApiException Missing(string path) =>
        ApiException.Invalid($"The request has no '{path}', which is required.", path, "missing_required_parameter");

    public static ApiException WrongType(string path, string expected, JsonElement value) =>
        ApiException.Invalid($"'{path}' must be {expected}, not {Describe(value)}.", path, "invalid_type");

    private static ApiException OutOfRange(string path, JsonElement value, string range) =>
        ApiException.Invalid($"'{path}' is {value.GetRawText()}; it must be {range}.", path, "invalid_value");

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
