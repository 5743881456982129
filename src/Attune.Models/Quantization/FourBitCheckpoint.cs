using System.Text.Json;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Matrices that were quantized to four bits before, as bitsandbytes saves them beside each other in a safetensors file:
/// <c>W.weight</c> with packed codes, <c>W.weight.absmax</c> and, where scales are quantized too, <c>.nested_absmax</c> and
/// <c>.nested_quant_map</c>; <c>.quant_state.bitsandbytes__nf4</c> is JSON in bytes.
/// </summary>
internal static class FourBitCheckpoint
{
    private const string State = ".quant_state.bitsandbytes__";

    private static readonly string[] Parts = [".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map"];

    /// <summary>Whether a tensor belongs to a quantized matrix and is no weight of its own.</summary>
    public static bool IsPart(string name, Func<string, bool> exists)
    {
        foreach (var part in Parts)
        {
            if (name.EndsWith(part, StringComparison.Ordinal) && StateOf(name[..^part.Length], exists) is not null)
                return true;
        }

        var at = name.IndexOf(State, StringComparison.Ordinal);
        return at > 0 && exists(name[..at]);
    }

    /// <summary>The name of the tensor that describes a quantized matrix, or null where the weight is none.</summary>
    public static string? StateOf(string weight, Func<string, bool> exists)
    {
        foreach (var type in (FourBitType[])[FourBitType.Nf4, FourBitType.Fp4])
        {
            if (exists(weight + State + type.Name))
                return weight + State + type.Name;
        }

        return null;
    }

    /// <summary>Reads the shape of a quantized matrix.</summary>
    public static Shape ShapeOf(SafetensorsFile file, string state)
    {
        using var json = Parse(file, state);
        return ReadShape(json.RootElement, file, state);
    }

    /// <exception cref="AttuneException">ATT4126: the tensors contradict each other.</exception>
    public static FourBitMatrix Read(SafetensorsFile file, string weight, string state)
    {
        using var json = Parse(file, state);
        var root = json.RootElement;
        var shape = ReadShape(root, file, state);
        var type = FourBitType.Find(Text(root, "quant_type", file, state)) ?? throw Bad(file, state, "its 'quant_type' is neither nf4 nor fp4");
        var block = Count(root, "blocksize", file, state);
        var packed = Bytes(file, weight, ((long)shape.ElementCount + 1) / 2);
        var map = Floats(file, weight + ".quant_map", 16);
        if (!map.AsSpan().SequenceEqual(type.Table.Values))
            throw Bad(file, weight + ".quant_map", $"it is not the table of {type}");
        return new FourBitMatrix(type, shape, block, packed, Scales(file, weight, root, state, Blockwise.BlocksOf(shape.ElementCount, block)));
    }

    private static BlockScales Scales(SafetensorsFile file, string weight, JsonElement root, string state, int blocks)
    {
        if (!root.TryGetProperty("nested_blocksize", out var nestedBlock) || nestedBlock.ValueKind == JsonValueKind.Null)
            return new BlockScales(Floats(file, weight + ".absmax", blocks));
        var block = Count(root, "nested_blocksize", file, state);
        var codes = Bytes(file, weight + ".absmax", blocks);
        var nested = Floats(file, weight + ".nested_absmax", Blockwise.BlocksOf(blocks, block));
        var table = new CodeTable(Floats(file, weight + ".nested_quant_map", 256));
        if (!root.TryGetProperty("nested_offset", out var offset) || offset.ValueKind != JsonValueKind.Number || !offset.TryGetSingle(out var mean))
            throw Bad(file, state, "it has no number 'nested_offset'");
        return new BlockScales(codes, nested, mean, block, table);
    }

    private static JsonDocument Parse(SafetensorsFile file, string state)
    {
        try
        {
            var json = JsonDocument.Parse(file.Bytes(state).ToArray());
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return json;
            json.Dispose();
        }
        catch (JsonException)
        {
            // Told of below, like what is no object.
        }

        throw Bad(file, state, "it is not a JSON object");
    }

    private static Shape ReadShape(JsonElement root, SafetensorsFile file, string state)
    {
        if (root.TryGetProperty("shape", out var shape) && shape.ValueKind == JsonValueKind.Array && shape.GetArrayLength() == 2
            && shape[0].ValueKind == JsonValueKind.Number && shape[0].TryGetInt32(out var rows) && rows > 0
            && shape[1].ValueKind == JsonValueKind.Number && shape[1].TryGetInt32(out var columns) && columns > 0
            && (long)rows * columns <= int.MaxValue)
            return new Shape(rows, columns);
        throw Bad(file, state, "its 'shape' is not one of a matrix");
    }

    private static string Text(JsonElement root, string key, SafetensorsFile file, string state) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Bad(file, state, $"it has no text '{key}'");

    private static int Count(JsonElement root, string key, SafetensorsFile file, string state) =>
        root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count > 0
            ? count
            : throw Bad(file, state, $"its '{key}' is not a count");

    private static byte[] Bytes(SafetensorsFile file, string name, long count) =>
        file.Tensors.TryGetValue(name, out var entry) && entry.Type == StorageType.UInt8 && entry.Length == count
            ? file.Bytes(name).ToArray()
            : throw Bad(file, name, $"{count} bytes were expected");

    private static float[] Floats(SafetensorsFile file, string name, int count) =>
        file.Tensors.TryGetValue(name, out var entry) && entry.Type == StorageType.Float32 && entry.ElementCount == count
            ? file.ReadArray(name)
            : throw Bad(file, name, $"{count} numbers of 32 bits were expected");

    private static AttuneException Bad(SafetensorsFile file, string tensor, string fact) => new(
        "ATT4126", $"The four-bit weights cannot be read: of '{tensor}', {fact}.", "Download or quantize the model again.", file.FilePath);
}
