using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Models.Tests.Quantization;

/// <summary>Bytes and numbers of every block format against ggml's (golden/quantization, gguf_types).</summary>
public sealed class BlockFormatTests
{
    private const string Golden = "golden/quantization";

    /// <summary>Formats of the golden files that are not read here.</summary>
    private static readonly string[] NotRead = ["IQ3_S", "IQ3_XXS", "IQ2_S", "TQ1_0", "TQ2_0"];

    /// <summary>Formats that are only read.</summary>
    private static readonly string[] ReadOnly = ["Q2_K", "Q3_K", "IQ4_NL", "IQ4_XS", "MXFP4"];

    [SharedTheory(Golden), MemberData(nameof(Cases))]
    public void Bytes_and_numbers_are_those_of_ggml(string name)
    {
        using var golden = SafetensorsFile.Open(SharedData.Path(Golden, "gguf_types.safetensors"));
        var format = BlockFormats.Find(name.Split('.')[1])!;
        var bytes = golden.Bytes(name + ".bytes");
        var expected = golden.ReadArray(name + ".dequantized");
        var actual = new float[expected.Length];
        format.Dequantize(bytes, actual);
        SameBits(expected, actual, name);
        Assert.Equal(!ReadOnly.Contains(format.Name), format.CanQuantize);
        if (!format.CanQuantize)
            return;
        var packed = new byte[bytes.Length];
        format.Quantize(golden.ReadArray(name.Split('.')[0] + ".input"), packed);
        Assert.True(bytes.SequenceEqual(packed), name + ": other bytes");
    }

    [SharedFact(Golden)]
    public void Every_format_of_the_golden_file_is_known_or_named_here()
    {
        var names = Cases().Select(row => ((string)row[0]).Split('.')[1]).Distinct();
        Assert.Equal(16, names.Count()); // F16, BF16, five of 32 numbers, six K formats, IQ4_NL, IQ4_XS, MXFP4
        Assert.All(NotRead, name => Assert.Null(BlockFormats.Find(name)));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var format = BlockFormats.Find("Q4_K")!;
        Assert.Equal(144, format.BytesOf(256));
        Assert.Equal(4.5, format.BitsPerNumber);
        Assert.Throws<ArgumentException>(() => format.BytesOf(255));
        Assert.Throws<ArgumentException>(() => format.Quantize(new float[256], new byte[143]));
        Assert.Throws<ArgumentException>(() => format.Dequantize(new byte[144], new float[128]));
        Assert.Throws<InvalidOperationException>(() => BlockFormats.Find("Q2_K")!.Quantize(new float[256], new byte[84]));
    }

    public static IEnumerable<object[]> Cases()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Golden, "gguf_types.json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateObject().Select(entry => entry.Name)
            .Where(name => !NotRead.Contains(name.Split('.')[1])).Select(name => new object[] { name })];
    }

    internal static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(expected[i]) != BitConverter.SingleToUInt32Bits(actual[i]))
                Assert.Fail($"{what}: number {i} is {actual[i]:R}, not {expected[i]:R}");
        }
    }

    /// <summary>
    /// x / d + 16.5 is just below 7 + 1 (and x / d + 8.5 below 3 + 1): rounded before the sum, the product makes it whole. ggml's level then
    /// depends on its compiler; gguf-py's and ours is the lower one.
    /// </summary>
    [Theory]
    [InlineData("Q5_0", 0.09375f, 0.0498046875f, 32, 7)]
    [InlineData("Q4_0", 0.046875f, 0.0263671875f, 16, 3)]
    public void Levels_are_cut_from_a_sum_that_is_rounded_once(string type, float extreme, float x, int levels, int level)
    {
        float scale = extreme / (-levels / 2), inverse = 1 / scale, offset = (levels / 2) + 0.5f;
        Assert.Equal(level + 1, (int)((x * inverse) + offset));
        Assert.Equal(level, (int)MathF.FusedMultiplyAdd(x, inverse, offset));
        var source = new float[32];
        (source[0], source[1]) = (extreme, x);
        var format = BlockFormats.Find(type)!;
        var (bytes, back) = (new byte[format.BlockBytes], new float[32]);
        format.Quantize(source, bytes);
        format.Dequantize(bytes, back);
        Assert.Equal((level - (levels / 2)) * (float)(Half)scale, back[1]);
    }
}
