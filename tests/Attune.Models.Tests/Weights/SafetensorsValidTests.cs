using System.Globalization;
using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Models.Tests.Weights;

/// <summary>Files that the reference library accepts, and the values in them.</summary>
public class SafetensorsValidTests
{
    private const string Golden = "golden/safetensors";

    [SharedFact(Golden)]
    public void Every_valid_file_is_read_to_its_values()
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, "valid.json")));
        var files = 0;
        foreach (var file in expected.RootElement.GetProperty("files").EnumerateArray())
        {
            var name = file.GetProperty("file").GetString()!;
            if (name.StartsWith("rare_", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
                continue;
            files++;
            using var opened = SafetensorsFile.Open(SharedData.Path(Golden, "valid", name));
            CheckMetadata(file, opened);
            var tensors = file.GetProperty("tensors");
            Assert.Equal(tensors.EnumerateObject().Select(t => t.Name).Order(StringComparer.Ordinal), opened.Tensors.Keys.Order(StringComparer.Ordinal));
            foreach (var tensor in tensors.EnumerateObject())
                CheckTensor(opened, tensor.Name, tensor.Value);
        }

        Assert.True(files >= 10, $"only {files} files were checked");
    }

    [SharedTheory(Golden)]
    [InlineData("rare_f8_e8m0.safetensors", "F8_E8M0")]
    [InlineData("rare_c64.safetensors", "C64")]
    public void A_rare_type_is_refused_by_its_name(string file, string type)
    {
        var error = Assert.Throws<AttuneException>(() => SafetensorsFile.Open(SharedData.Path(Golden, "valid", file)));
        Assert.Equal("ATT4101", error.Code);
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    private static void CheckMetadata(JsonElement file, SafetensorsFile opened)
    {
        var metadata = file.GetProperty("metadata");
        var pairs = metadata.ValueKind == JsonValueKind.Null
            ? []
            : metadata.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!);
        Assert.Equal(pairs, opened.Metadata.ToDictionary());
    }

    private static void CheckTensor(SafetensorsFile opened, string name, JsonElement expected)
    {
        var entry = opened.Tensors[name];
        Assert.Equal(expected.GetProperty("dtype").GetString(), StorageTypes.NameOf(entry.Type));
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()), entry.Dimensions);
        var values = new List<string>();
        Flatten(expected.GetProperty("values"), values);
        if (StorageConversion.CanReadAsSingle(entry.Type))
        {
            var read = opened.ReadArray(name);
            Assert.Equal(values.Count, read.Length);
            for (var i = 0; i < read.Length; i++)
            {
                // The recorded decimals are the shortest of the float32 (or wider) value: parsing gives the same bits.
                var value = (float)double.Parse(values[i], CultureInfo.InvariantCulture);
                if (float.IsNaN(value))
                    Assert.True(float.IsNaN(read[i]), $"{name}[{i}]");
                else
                    Assert.Equal(BitConverter.SingleToInt32Bits(value), BitConverter.SingleToInt32Bits(read[i]));
            }
        }
        else
        {
            Assert.Equal(entry.Length, opened.Bytes(name).Length);
            if (entry.Type == StorageType.UInt8)
                Assert.Equal(values, opened.Bytes(name).ToArray().Select(b => b.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void Flatten(JsonElement value, List<string> into)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Flatten(item, into);
        }
        else
        {
            into.Add(value.ToString());
        }
    }
}
