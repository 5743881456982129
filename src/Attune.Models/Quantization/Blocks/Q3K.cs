namespace Attune.Models;

/// <summary>
/// Q3_K, to read: 256 numbers of 3 bits in 16 stretches of 16. [32 bytes of third bits, 64 bytes of low pairs, 12 bytes of 6-bit
/// scales, d]: x = d (scale - 32) (q - 4).
/// </summary>
internal static class Q3K
{
    private const int Length = 256, Bytes = 110, Pairs = 32, Scales = 96, Factor = 108;

    public static BlockFormat Format { get; } = new("Q3_K", 11, Length, Bytes, Dequantize);

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var d = BlockMath.Half(source[Factor..]);
            for (var i = 0; i < Length; i++)
            {
                int half = i / 128, at = i % 128;
                var pair = source[Pairs + (half * 32) + (at % 32)] >> (at / 32 * 2) & 3;
                var third = source[at % 32] >> (i / 32) & 1;
                var step = d * (Scale(source.Slice(Scales, 12), i / 16) - 32);
                destination[i] = step * (pair - (third == 1 ? 0 : 4));
            }
        }
    }

    /// <summary>Scale j: four bits in a nibble of the first eight bytes, two in the last four.</summary>
    private static int Scale(ReadOnlySpan<byte> packed, int j)
    {
        var low = j < 8 ? packed[j] & 15 : packed[j - 8] >> 4;
        var high = packed[8 + (j % 4)] >> (j / 4 * 2) & 3;
        return low | (high << 4);
    }
}
