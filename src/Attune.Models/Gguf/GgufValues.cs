using System.Globalization;

namespace Attune.Models;

/// <summary>Reads typed values out of a GGUF file's head; a missing or wrong one is an error with its key.</summary>
internal readonly struct GgufValues(GgufFile file)
{
    public bool Has(string key) => file.Values.ContainsKey(key);

    public string? Text(string key) => file.Values.GetValueOrDefault(key) switch
    {
        null => null,
        string text => text,
        { } value => throw Wrong(key, value, "a text"),
    };

    public string RequiredText(string key) => Text(key) ?? throw Missing(key);

    public bool? Flag(string key) => file.Values.GetValueOrDefault(key) switch
    {
        null => null,
        bool flag => flag,
        { } value => throw Wrong(key, value, "true or false"),
    };

    public long? Whole(string key) => file.Values.GetValueOrDefault(key) switch
    {
        null => null,
        byte or sbyte or ushort or short or uint or int or long => Convert.ToInt64(file.Values[key], CultureInfo.InvariantCulture),
        ulong number when number <= long.MaxValue => (long)number,
        { } value => throw Wrong(key, value, "a whole number"),
    };

    public int Count(string key) => Whole(key) switch
    {
        null => throw Missing(key),
        > 0 and <= int.MaxValue and { } number => (int)number,
        { } number => throw Wrong(key, number, "a count"),
    };

    public int Count(string key, int fallback) => Has(key) ? Count(key) : fallback;

    /// <summary>A number; of a 32-bit one its shortest decimal, as configurations have it.</summary>
    public double? Real(string key) => file.Values.GetValueOrDefault(key) switch
    {
        null => null,
        float number => double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        double number => number,
        _ => Whole(key),
    };

    private AttuneException Missing(string key) => new(
        "ATT4122", $"The file has no '{key}'.", "Convert the model again.", file.FilePath);

    private AttuneException Wrong(string key, object value, string expected) => new(
        "ATT4122", $"'{key}' is {(value is Array list ? $"a list of {list.Length}" : value)}, which is not {expected}.", "Convert the model again.", file.FilePath);
}
