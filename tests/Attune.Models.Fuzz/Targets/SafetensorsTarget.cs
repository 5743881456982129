using Attune.Text.Fuzz.Targets;

namespace Attune.Models.Fuzz.Targets;

/// <summary>A safetensors file: opened, and every tensor read.</summary>
public sealed class SafetensorsTarget : IFuzzTarget
{
    public string Name => "safetensors";

    public IReadOnlyList<string> Words { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "0", "-1", "1", "2", "4", "8", "16", "255", "2147483648", "4294967296", "9223372036854775807", "18446744073709551615", "1e3", "2.0",
        "\"dtype\":", "\"shape\":", "\"data_offsets\":", "\"__metadata__\":", "\"F32\"", "\"F16\"", "\"BF16\"", "\"F64\"", "\"I64\"", "\"U8\"", "\"BOOL\"", "\"F8_E4M3\"", "\"F8_E5M2\"",
        "[0,4]", "[0,0]", "[4,0]", "[]", "\"a\"", "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", "\\u0000", "\\ud800", " ", "\n", "\0\0\0\0\0\0\0\0",
    ];

    public IReadOnlyList<byte[]> Seeds { get; } = [Seed(StorageType.Float32), Seed(StorageType.BFloat16), Bytes(), Bare()];

    public bool Read(byte[] input)
    {
        try
        {
            using var file = SafetensorsFile.Open(InputFile.Write(input, "model.safetensors"));
            foreach (var (name, entry) in file.Tensors)
            {
                if (StorageConversion.CanReadAsSingle(entry.Type))
                    file.ReadArray(name);
                else
                    file.Bytes(name);
            }

            return true;
        }
        catch (AttuneException)
        {
            return false;
        }
    }

    private static byte[] Seed(StorageType type) => Written(
        SafetensorsTensor.From("model.norm.weight", [4], new float[] { 1, 2, 3, 4 }, type),
        SafetensorsTensor.From("lm_head.weight", [2, 3], new float[] { 0.5f, -1, 2, 0, 7, 1e-3f }, type));

    private static byte[] Bytes() => Written(
        SafetensorsTensor.FromBytes("codes", StorageType.UInt8, [3], new byte[] { 1, 2, 3 }),
        SafetensorsTensor.FromBytes("small", StorageType.Float8E4M3, [2, 2], new byte[] { 1, 0x7F, 0x80, 3 }));

    private static byte[] Bare() => [2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}'];

    private static byte[] Written(params SafetensorsTensor[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors);
        return stream.ToArray();
    }
}
