namespace Attune.Models;

/// <summary>Q4_1: 32 numbers of 4 bits above a least one. [d, m, 16 bytes; low nibbles first]: x = d q + m.</summary>
internal static class Q4One
{
    private const int Length = 32, Half = 16, Bytes = 20;

    public static BlockFormat Format { get; } = new("Q4_1", 3, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            var (least, greatest) = BlockMath.Range(source[..Length]);
            var scale = (greatest - least) / 15;
            var inverse = BlockMath.Inverse(scale);
            BlockMath.StoreHalf(destination, scale);
            BlockMath.StoreHalf(destination[2..], least);
            for (var i = 0; i < Half; i++)
                destination[4 + i] = (byte)(BlockMath.CutFrom(source[i], least, inverse, 15) | (BlockMath.CutFrom(source[Half + i], least, inverse, 15) << 4));
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            float scale = BlockMath.Half(source), least = BlockMath.Half(source[2..]);
            for (var i = 0; i < Half; i++)
            {
                destination[i] = ((source[4 + i] & 15) * scale) + least;
                destination[Half + i] = ((source[4 + i] >> 4) * scale) + least;
            }
        }
    }
}
