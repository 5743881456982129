namespace Attune.Models.Tests.Weights;

public class StorageConversionTests
{
    [Fact]
    public void Every_bfloat16_survives_widening_and_narrowing()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            var value = StorageConversion.FromBFloat16((ushort)bits);
            if (float.IsNaN(value))
                Assert.True(float.IsNaN(StorageConversion.FromBFloat16(StorageConversion.ToBFloat16(value))));
            else
                Assert.Equal((ushort)bits, StorageConversion.ToBFloat16(value));
        }
    }

    [Theory]
    [InlineData(0x3F80_8000u, 0x3F80)] // half way, even below
    [InlineData(0x3F81_8000u, 0x3F82)] // half way, even above
    [InlineData(0x3F80_8001u, 0x3F81)] // just above half way
    [InlineData(0x3F80_7FFFu, 0x3F80)] // just below
    [InlineData(0x7F7F_FFFFu, 0x7F80)] // the largest float32 rounds to infinity
    [InlineData(0x7F80_0001u, 0x7FC0)] // a NaN whose upper half alone would be infinity
    [InlineData(0x0000_8000u, 0x0000)] // subnormal, half way
    public void Bfloat16_rounds_to_nearest_ties_to_even(uint single, int expected) =>
        Assert.Equal(expected, StorageConversion.ToBFloat16(BitConverter.UInt32BitsToSingle(single)));

    [Fact]
    public void Every_half_survives_widening_and_narrowing()
    {
        var bytes = new byte[2];
        var value = new float[1];
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            BitConverter.TryWriteBytes(bytes, (ushort)bits);
            StorageConversion.ToSingle(StorageType.Float16, bytes, value);
            StorageConversion.FromSingle(StorageType.Float16, value, bytes);
            if (!float.IsNaN(value[0]))
                Assert.Equal((ushort)bits, BitConverter.ToUInt16(bytes));
        }
    }

    [Theory]
    [InlineData(1.00048828125f, 0x3C00)] // half way between 1 and the next half
    [InlineData(1.00146484375f, 0x3C02)] // half way, even above
    [InlineData(65519.996f, 0x7BFF)]
    [InlineData(65520f, 0x7C00)] // half way to what would be 65536
    [InlineData(2.9802322e-8f, 0x0000)] // half the smallest subnormal
    public void Half_rounds_to_nearest_ties_to_even(float single, int expected)
    {
        var bytes = new byte[2];
        StorageConversion.FromSingle(StorageType.Float16, [single], bytes);
        Assert.Equal(expected, BitConverter.ToUInt16(bytes));
    }

    /// <summary>
    /// All 256 codes by the definition (Micikevicius and others, 2022): (-1)^s 2^(e - bias) (1 + m / 2^bits), without the 1 and with 2^(1 - bias)
    /// where e is 0. E4M3 has no infinity and one NaN of each sign; E5M2 is IEEE's. PyTorch's tables are these.
    /// </summary>
    [Theory]
    [InlineData(false, 3, 7)]
    [InlineData(true, 2, 15)]
    public void Eight_bit_floats_are_those_of_their_definition(bool isE5M2, int bits, int bias)
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(code => (byte)code)];
        var values = new float[256];
        StorageConversion.ToSingle(isE5M2 ? StorageType.Float8E5M2 : StorageType.Float8E4M3, codes, values);
        for (var code = 0; code < 256; code++)
        {
            int exponent = (code & 127) >> bits, fraction = code & ((1 << bits) - 1), highest = isE5M2 ? 31 : 15;
            double share = (double)fraction / (1 << bits);
            double magnitude = exponent == highest && (isE5M2 || fraction == 7)
                ? isE5M2 && fraction == 0 ? double.PositiveInfinity : double.NaN
                : exponent == 0 ? share * Math.Pow(2, 1 - bias) : (1 + share) * Math.Pow(2, exponent - bias);
            Assert.Equal((float)(code < 128 ? magnitude : -magnitude), values[code]);
            Assert.True(double.IsNaN(magnitude) || float.IsNegative(values[code]) == code >= 128, $"{code}");
        }
    }
}
