using System.Globalization;
using System.Numerics;

namespace Attune.Text.Datasets;

/// <content>A text as a value, and a value as what templates take.</content>
public sealed partial class DataValue
{
    /// <summary>Reads a text that is exactly one JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file it is from, for messages; empty where there is none.</param>
    /// <param name="line">The line of that file it starts on, counted from 1.</param>
    /// <exception cref="AttuneException">ATT3004, ATT3014, ATT3015: it is not JSON, repeats a property, or nests too deep.</exception>
    public static DataValue Parse(string json, string file = "", int line = 1)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        return new JsonTextParser(json, file, line).ParseWhole();
    }

    /// <summary>
    /// The value as a template variable: null, booleans, strings, whole numbers of any size, doubles, lists, and
    /// dictionaries in the order of the file. A CSV cell is its text.
    /// </summary>
    public object? ToVariable() => Kind switch
    {
        DataKind.Null => null,
        DataKind.Boolean => (bool)payload!,
        DataKind.Number => ToNumber(Text),
        DataKind.String => Text,
        DataKind.Array => Items.Select(item => item.ToVariable()).ToList(),
        _ => ToDictionary(),
    };

    private OrderedDictionary<string, object?> ToDictionary()
    {
        var entries = Properties;
        var result = new OrderedDictionary<string, object?>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, value) in entries)
            result.Add(name, value.ToVariable());
        return result;
    }

    /// <summary>As Python reads JSON: without point and exponent a whole number, else the nearest double, infinite where too large.</summary>
    private static object ToNumber(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small)
            ? small
            : BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
