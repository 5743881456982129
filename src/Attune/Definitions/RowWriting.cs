using System.Globalization;
using System.Text.Json;

namespace Attune.Definitions;

/// <summary>What generated writers call for lists, dictionaries and values that are text in data.</summary>
public static class RowWriting
{
    /// <summary>Writes a JSON array.</summary>
    public static void List<T>(Utf8JsonWriter writer, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            write(writer, item);
        writer.WriteEndArray();
    }

    /// <summary>Writes a JSON object in the dictionary's own order.</summary>
    public static void Dictionary<T>(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, T>> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in items)
        {
            writer.WritePropertyName(name);
            write(writer, item);
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// The text that reads back as the same value: ISO 8601 for dates and times, as JSON has it, invariant for everything else.
    /// </summary>
    public static string Text<T>(T value)
        where T : IFormattable =>
        value.ToString(
            value switch
            {
                DateTime or DateTimeOffset => "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
                DateOnly => "O",
                TimeOnly => "HH:mm:ss.FFFFFFF",
                _ => null,
            },
            CultureInfo.InvariantCulture);
}

/// <summary>What generated code calls to turn lists and dictionaries into template variables.</summary>
public static class RowVariables
{
    /// <summary>A list of variables.</summary>
    public static IReadOnlyList<object?> List<T>(IEnumerable<T> items, Func<T, object?> convert) => [.. items.Select(convert)];

    /// <summary>A dictionary of variables, in the same order.</summary>
    public static IReadOnlyDictionary<string, object?> Dictionary<T>(IEnumerable<KeyValuePair<string, T>> items, Func<T, object?> convert)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, item) in items)
            variables.Add(name, convert(item));
        return variables;
    }
}
