namespace Attune.Models;

/// <summary>Q2_K, to read: 256 numbers of 2 bits in 16 stretches of 16. [16 bytes, each a scale and a minimum, 64 bytes, d, dmin]: x = d scale q - dmin minimum.</summary>
internal static class Q2K
{
    private const int Length = 256, Bytes = 84, Numbers = 16, Factor = 80;

    public static BlockFormat Format { get; } = new("Q2_K", 10, Length, Bytes, Dequantize);

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            float d = BlockMath.Half(source[Factor..]), dmin = BlockMath.Half(source[(Factor + 2)..]);
            for (var i = 0; i < Length; i++)
            {
                var scales = source[i / 16];
                float step = d * (scales & 15), below = dmin * (scales >> 4);
                int half = i / 128, at = i % 128;
                destination[i] = (step * (source[Numbers + (half * 32) + (at % 32)] >> (at / 32 * 2) & 3)) - below;
            }
        }
    }
}
