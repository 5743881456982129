using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Quantization;

/// <summary>NF4, FP4, double quantization and dynamic 8-bit codes against bitsandbytes (golden/quantization, blockwise).</summary>
public sealed class FourBitTests
{
    private const string Golden = "golden/quantization";

    [SharedTheory(Golden), MemberData(nameof(Cases))]
    public void Bytes_and_numbers_are_those_of_bitsandbytes(string name)
    {
        using var golden = SafetensorsFile.Open(SharedData.Path(Golden, "blockwise.safetensors"));
        var parts = name.Split('.');
        var block = parts.Length > 2 ? 128 : 64;
        var input = golden.ReadArray(parts[0] + ".input");
        var matrix = FourBitMatrix.Quantize(FourBitType.Find(parts[1])!, new Shape(1, input.Length), input, doubleQuantization: false, block);
        Assert.True(golden.Bytes(name + ".packed").SequenceEqual(matrix.Packed), name + ": other bytes");
        var scales = golden.ReadArray(name + ".absmax");
        BlockFormatTests.SameBits(scales, [.. Enumerable.Range(0, matrix.Scales.Count).Select(i => matrix.Scales[i])], name + ".absmax");
        Same(golden, name + ".dequantized", matrix.ToArray());
        if (!golden.Tensors.ContainsKey(name + ".double.offset"))
            return;
        // The mean depends on the order of summation in its last bit, so bytes are compared with the one stored.
        var offset = golden.ReadArray(name + ".double.offset")[0];
        var twice = BlockScales.Double(scales, offset);
        Assert.True(golden.Bytes(name + ".double.absmax_bytes").SequenceEqual(twice.Codes), name + ": other bytes of scales");
        BlockFormatTests.SameBits(golden.ReadArray(name + ".double.nested_absmax"), twice.Nested, name + ".nested");
        BlockFormatTests.SameBits(golden.ReadArray(name + ".double.absmax"), [.. Enumerable.Range(0, twice.Count).Select(i => twice[i])], name + ".double.absmax");
        Assert.True(Math.Abs(BlockScales.Double(scales).Offset - offset) <= 1.2e-7f * Math.Abs(offset), name + ": other mean");
        var restored = new FourBitMatrix(matrix.Type, matrix.Shape, block, matrix.Packed.ToArray(), twice);
        Same(golden, name + ".double.dequantized", restored.ToArray());
    }

    [SharedFact(Golden)]
    public void Tables_are_those_of_bitsandbytes()
    {
        using var golden = SafetensorsFile.Open(SharedData.Path(Golden, "blockwise.safetensors"));
        BlockFormatTests.SameBits(golden.ReadArray("table.nf4"), FourBitType.Nf4.Table.Values, "nf4");
        BlockFormatTests.SameBits(golden.ReadArray("table.fp4"), FourBitType.Fp4.Table.Values, "fp4");
        BlockFormatTests.SameBits(golden.ReadArray("table.dynamic8"), DynamicMap.Signed.Values, "dynamic");
    }

    [SharedTheory(Golden)]
    [InlineData("normal")]
    [InlineData("heavy_tailed")]
    [InlineData("zero_blocks")]
    [InlineData("not_a_multiple_of_64")]
    public void Dynamic_8_bit_codes_are_those_of_bitsandbytes(string name)
    {
        using var golden = SafetensorsFile.Open(SharedData.Path(Golden, "blockwise.safetensors"));
        var key = name + ".dynamic8.block256";
        var input = golden.ReadArray(name + ".input");
        var codes = new byte[input.Length];
        var largest = new float[Blockwise.BlocksOf(input.Length, 256)];
        Blockwise.Quantize(input, 256, DynamicMap.Signed, codes, largest);
        Assert.True(golden.Bytes(key + ".codes").SequenceEqual(codes), "other codes");
        BlockFormatTests.SameBits(golden.ReadArray(key + ".absmax"), largest, "absmax");
        var restored = new float[input.Length];
        Blockwise.Dequantize(codes, largest, 256, DynamicMap.Signed, restored);
        BlockFormatTests.SameBits(golden.ReadArray(key + ".dequantized"), restored, "dequantized");
    }

    [Fact]
    public void Any_stretch_of_a_row_is_that_of_the_whole()
    {
        var values = Enumerable.Range(0, 7 * 51).Select(i => MathF.Sin(i)).ToArray();
        var matrix = FourBitMatrix.Quantize(FourBitType.Nf4, new Shape(7, 51), values);
        var whole = matrix.ToArray();
        for (var row = 0; row < 7; row++)
        {
            for (var column = 0; column < 51; column++)
            {
                var stretch = new float[51 - column];
                matrix.Read(row, column, stretch);
                Assert.Equal(whole[((row * 51) + column)..((row + 1) * 51)], stretch);
            }
        }
    }

    public static IEnumerable<object[]> Cases()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, "blockwise.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateObject().Select(entry => new object[] { entry.Name })];
    }

    /// <summary>A bfloat16 input is computed in float32 and the result rounded.</summary>
    private static void Same(SafetensorsFile golden, string name, float[] actual)
    {
        if (golden.Tensors[name].Type == StorageType.BFloat16)
            actual = [.. actual.Select(value => StorageConversion.FromBFloat16(StorageConversion.ToBFloat16(value)))];
        BlockFormatTests.SameBits(golden.ReadArray(name), actual, name);
    }
}
