using System.Text.Json;
using System.Text.Unicode;

namespace Attune.Models;

/// <summary>
/// Reads and checks the header of a safetensors file: strict JSON, known types, sizes that match the shapes, and tensors
/// that lie one after the other and fill the file. It knows nothing of files; whatever is wrong is a <see cref="FormatException"/>.
/// </summary>
internal sealed class SafetensorsHeader
{
    /// <summary>The format's own limit on the header, in bytes.</summary>
    public const long LongestHeader = 100_000_000;

    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsEntry> _tensors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors => _tensors;

    /// <param name="json">The header without its length.</param>
    /// <param name="dataLength">How many bytes follow the header in the file.</param>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        if (json.Length == 0 || json[0] != (byte)'{')
            throw new FormatException("the header does not begin with '{'");
        if (!Utf8.IsValid(json))
            throw new FormatException("the header is not UTF-8");

        var header = new SafetensorsHeader();
        try
        {
            header.ReadObject(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the header is not JSON ({exception.Message})", exception);
        }
        catch (InvalidOperationException exception) // half a surrogate pair, written as an escape
        {
            throw new FormatException($"the header holds text that is not Unicode ({exception.Message})", exception);
        }

        header.CheckLayout(dataLength);
        return header;
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var metadataSeen = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "__metadata__")
            {
                if (metadataSeen)
                    throw new FormatException("__metadata__ is given twice");
                metadataSeen = true;
                ReadMetadata(ref reader);
            }
            else if (!_tensors.TryAdd(name, ReadEntry(ref reader, name)))
            {
                throw new FormatException($"tensor '{name}' is given twice");
            }
        }

        while (reader.Read())
        {
            // The reader itself refuses anything but white space here.
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("__metadata__ is not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw new FormatException($"__metadata__ '{name}' is not a string");
            if (!_metadata.TryAdd(name, reader.GetString()!))
                throw new FormatException($"__metadata__ '{name}' is given twice");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException($"tensor '{name}' is not described by an object");
        string? type = null;
        List<ulong>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString();
            reader.Read();
            switch (key)
            {
                case "dtype" when type is null:
                    type = reader.TokenType == JsonTokenType.String
                        ? reader.GetString()!
                        : throw new FormatException($"tensor '{name}': dtype is not a string");
                    break;
                case "shape" when shape is null:
                    shape = ReadIntegers(ref reader, name, "shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadIntegers(ref reader, name, "data_offsets");
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw new FormatException($"tensor '{name}': {key} is given twice");
                default:
                    reader.Skip();
                    break;
            }
        }

        return Check(name, type, shape, offsets);
    }

    private static List<ulong> ReadIntegers(ref Utf8JsonReader reader, string name, string key)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException($"tensor '{name}': {key} is not an array");
        var numbers = new List<ulong>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out var number))
                throw new FormatException($"tensor '{name}': {key} holds something that is not a whole number from 0 to 2^64-1");
            numbers.Add(number);
        }

        return numbers;
    }

    private static SafetensorsEntry Check(string name, string? typeName, List<ulong>? shape, List<ulong>? offsets)
    {
        if (typeName is null || shape is null || offsets is null)
        {
            var missing = typeName is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw new FormatException($"tensor '{name}' has no {missing}");
        }

        if (StorageTypes.Find(typeName) is not { } type)
            throw new FormatException($"tensor '{name}' has dtype '{typeName}', which is none of {StorageTypes.Names}");
        if (offsets.Count != 2)
            throw new FormatException($"tensor '{name}': data_offsets has {offsets.Count} numbers instead of 2");
        if (offsets[1] < offsets[0] || offsets[1] > long.MaxValue)
            throw new FormatException($"tensor '{name}': data_offsets [{offsets[0]}, {offsets[1]}] are not a range");

        var bytes = (UInt128)1;
        foreach (var dimension in shape)
        {
            bytes *= dimension;
            if (bytes > ulong.MaxValue || dimension > long.MaxValue)
                throw new FormatException($"tensor '{name}': shape [{string.Join(", ", shape)}] is too large");
        }

        bytes *= (ulong)StorageTypes.SizeOf(type);
        var length = offsets[1] - offsets[0];
        if (bytes != length)
        {
            throw new FormatException(
                $"tensor '{name}': {typeName} [{string.Join(", ", shape)}] needs {bytes} bytes, its offsets give {length}");
        }

        return new SafetensorsEntry(
            name, type, shape.ConvertAll(dimension => (long)dimension).AsReadOnly(), (long)offsets[0], (long)length);
    }

    private void CheckLayout(long dataLength)
    {
        var position = 0L;
        foreach (var entry in _tensors.Values.OrderBy(entry => entry.Begin).ThenBy(entry => entry.Length))
        {
            if (entry.Begin != position)
            {
                var relation = entry.Begin < position ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new FormatException($"tensor '{entry.Name}' begins at byte {entry.Begin} of the data and {relation} (expected {position})");
            }

            position += entry.Length;
        }

        if (position == dataLength)
            return;
        throw new FormatException(position > dataLength
            ? $"the file is cut: its tensors need {position} bytes after the header, {dataLength} are there"
            : $"{dataLength - position} bytes after the last tensor belong to none");
    }
}
