using System.Text.Json;

namespace Attune.Models;

/// <summary>Reads typed values out of one JSON object of a model folder; a wrong one is an error with the key and the file.</summary>
internal sealed class ConfigurationReader(JsonElement json, string file, string code = "ATT4103")
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string File => file;

    /// <summary>The keys that nobody has asked for so far.</summary>
    public IEnumerable<string> Unasked => Keys.Where(key => !_asked.Contains(key));

    /// <summary>The reader of a whole file, which must be one object.</summary>
    public static ConfigurationReader Root(JsonDocument document, string file, string code) =>
        document.RootElement.ValueKind == JsonValueKind.Object
            ? new ConfigurationReader(document.RootElement, file, code)
            : throw new AttuneException(code, "The file is not a JSON object.", "Download or write it again.", file);

    public int Count(string key, int? fallback = null, int least = 1)
    {
        if (Find(key) is not { } value)
            return fallback ?? throw Missing(key);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least
            ? number
            : throw Wrong(key, value, $"a whole number {(least == 1 ? "above 0" : $"from {least}")}");
    }

    public double Number(string key) => Find(key) is null ? throw Missing(key) : Number(key, 0);

    public double Number(string key, double fallback, bool positive = true)
    {
        if (Find(key) is not { } value)
            return fallback;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number) || !double.IsFinite(number))
            throw Wrong(key, value, "a number");
        return number > 0 || (number == 0 && !positive) ? number : throw Wrong(key, value, positive ? "a number above 0" : "a number from 0");
    }

    public bool Flag(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(key, value, "true or false"),
    };

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw Wrong(key, value, "a string"),
    };

    public int? TokenId(string key)
    {
        var ids = TokenIds(key);
        return ids.Count switch
        {
            0 => null,
            1 => ids[0],
            _ => throw Wrong(key, Find(key)!.Value, "one token id"),
        };
    }

    /// <summary>One id or a list of ids; none where the key is absent or null. Negative ids mean none, as some old files have it.</summary>
    public IReadOnlyList<int> TokenIds(string key)
    {
        if (Find(key) is not { } value)
            return [];
        var ids = new List<int>();
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                AddId(ids, key, item);
        }
        else
        {
            AddId(ids, key, value);
        }

        return ids.AsReadOnly();
    }

    /// <summary>A list of strings; empty where the key is absent or null.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Wrong(key, value, "a list of strings");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>A list of numbers; null where the key is absent or null.</summary>
    public IReadOnlyList<double>? Numbers(string key)
    {
        if (Find(key) is not { } value)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Number))
            throw Wrong(key, value, "a list of numbers");
        return [.. value.EnumerateArray().Select(item => item.GetDouble())];
    }

    public IEnumerable<string> Keys => json.EnumerateObject().Select(property => property.Name);

    public ConfigurationReader? Section(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => new ConfigurationReader(value, file, code),
        { } value => throw Wrong(key, value, "an object"),
    };

    public JsonElement? Find(string key)
    {
        _asked.Add(key);
        return json.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Keys that say nothing new: others that are read say the same, or the reference library does not look at them.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _asked.Add(key);
    }

    /// <summary>Whether the key is there, be it null.</summary>
    public bool Has(string key) => json.TryGetProperty(key, out _);

    public AttuneException Wrong(string key, JsonElement value, string expected) =>
        new(code, $"'{key}' is {value.GetRawText()}, which is not {expected}.", "Correct the file, or download it again.", file);

    private AttuneException Missing(string key) =>
        new(code, $"'{key}' is missing.", "Add it, or download the file again.", file);

    private void AddId(List<int> ids, string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var id))
            throw Wrong(key, value, "a token id");
        if (id >= 0)
            ids.Add(id);
    }
}
