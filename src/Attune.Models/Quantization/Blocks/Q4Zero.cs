namespace Attune.Models;

/// <summary>Q4_0: 32 numbers of 4 bits around zero, one half-precision scale. [d, 16 bytes; low nibbles first]: x = d (q - 8).</summary>
internal static class Q4Zero
{
    private const int Length = 32, Half = 16, Bytes = 18;

    public static BlockFormat Format { get; } = new("Q4_0", 2, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            var scale = BlockMath.Extreme(source[..Length]) / -8;
            var inverse = BlockMath.Inverse(scale);
            BlockMath.StoreHalf(destination, scale);
            for (var i = 0; i < Half; i++)
                destination[2 + i] = (byte)(BlockMath.Cut(source[i], inverse, 8.5, 15) | (BlockMath.Cut(source[Half + i], inverse, 8.5, 15) << 4));
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = BlockMath.Half(source);
            for (var i = 0; i < Half; i++)
            {
                destination[i] = ((source[2 + i] & 15) - 8) * scale;
                destination[Half + i] = ((source[2 + i] >> 4) - 8) * scale;
            }
        }
    }
}
