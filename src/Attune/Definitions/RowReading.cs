using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Attune.Text.Datasets;

namespace Attune.Definitions;

/// <summary>What generated readers call for the values that <see cref="DataValue"/> has no conversion for.</summary>
public static class RowReading
{
    /// <summary>Makes sure that an object has no fields but those of the type it is read into.</summary>
    /// <param name="value">The object.</param>
    /// <param name="type">The type's name, for the message.</param>
    /// <param name="names">The type's fields as they are named in data.</param>
    /// <exception cref="AttuneException">ATT3012: it has another one.</exception>
    public static void OnlyKnown(DataValue value, string type, ReadOnlySpan<string> names)
    {
        foreach (var (name, found) in value.Properties)
        {
            if (!names.Contains(name))
                throw Unknown(found, name, type, names);
        }
    }

    /// <summary>A whole number of any size that .NET has.</summary>
    /// <exception cref="AttuneException">ATT3011: the value is not a whole number in the type's range.</exception>
    public static T Integer<T>(DataValue value)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var number = value.AsDecimal();
        var whole = T.CreateSaturating(number);
        return decimal.CreateChecked(whole) == number
            ? whole
            : throw Wrong(value, Show(number), $"a whole number from {T.MinValue} to {T.MaxValue}");
    }

    /// <summary>A type that is text in data, such as <see cref="Guid"/> or <see cref="DateOnly"/>, in its invariant form.</summary>
    /// <exception cref="AttuneException">ATT3011: the text is not one.</exception>
    public static T Parsed<T>(DataValue value)
        where T : ISpanParsable<T> =>
        T.TryParse(value.AsString(), CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : throw Wrong(value, $"'{value.AsString()}'", $"a {typeof(T).Name}");

    /// <summary>A date and time in ISO 8601 form; what it says about the zone is kept.</summary>
    /// <exception cref="AttuneException">ATT3011: the text is not one.</exception>
    public static DateTime DateTime(DataValue value) =>
        System.DateTime.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)
            ? parsed
            : throw Wrong(value, $"'{value.AsString()}'", "a date and time such as 2025-01-31T12:00:00Z");

    /// <summary>A date and time in ISO 8601 form; without an offset it is UTC, on every machine.</summary>
    /// <exception cref="AttuneException">ATT3011: the text is not one.</exception>
    public static DateTimeOffset DateTimeOffset(DataValue value) =>
        System.DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
            ? parsed
            : throw Wrong(value, $"'{value.AsString()}'", "a date and time such as 2025-01-31T12:00:00+01:00");

    /// <summary>The elements of an array.</summary>
    public static List<T> List<T>(DataValue value, Func<DataValue, T> read)
    {
        var items = value.Items;
        var list = new List<T>(items.Count);
        foreach (var item in items)
            list.Add(read(item));
        return list;
    }

    /// <summary>The elements of an array.</summary>
    public static T[] Array<T>(DataValue value, Func<DataValue, T> read) => [.. List(value, read)];

    /// <summary>The elements of an array.</summary>
    public static ImmutableArray<T> ImmutableArray<T>(DataValue value, Func<DataValue, T> read) => [.. List(value, read)];

    /// <summary>The properties of an object by name.</summary>
    public static Dictionary<string, T> Dictionary<T>(DataValue value, Func<DataValue, T> read)
    {
        var dictionary = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, found) in value.Properties)
            dictionary.Add(name, read(found));
        return dictionary;
    }

    private static string Show(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static AttuneException Wrong(DataValue value, string found, string wanted) => new(
        "ATT3011", $"{found} is not {wanted}.", "Correct the value, or the type it is read into.", value.File, value.Line, value.Column);

    private static AttuneException Unknown(DataValue value, string name, string type, ReadOnlySpan<string> names)
    {
        var remedy = names.Length == 0 ? $"{type} has no fields." : $"It has {string.Join(", ", names.ToArray().Select(known => $"'{known}'"))}.";
        foreach (var known in names)
        {
            if (string.Equals(Plain(known), Plain(name), StringComparison.OrdinalIgnoreCase))
                remedy = $"Did you mean '{known}'? Rename it, or give the property [JsonPropertyName(\"{name}\")].";
        }

        return new AttuneException("ATT3012", $"{type} has no field '{name}'.", remedy, value.File, value.Line, value.Column);
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
