namespace Attune.Models;

/// <summary>
/// Q5_K: 256 numbers of 5 bits. [d, dmin, 12 bytes of scales and minimums, 32 bytes of fifth bits (bit j of byte i is for number i of
/// stretch j), 128 bytes; a stretch of 32 in low nibbles, the next in high ones].
/// </summary>
internal static class Q5K
{
    private const int Length = 256, Bytes = 176, Fifth = 16, Low = 48;

    private static readonly LevelSearch Search = new(31, -0.5f, 15);

    public static BlockFormat Format { get; } = new("Q5_K", 13, Length, Bytes, Dequantize, Quantize);

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        Span<byte> levels = stackalloc byte[Length];
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            ScaleAndMinimum.Quantize(source[..Length], Search, destination, levels);
            destination.Slice(Fifth, 32).Clear();
            for (var i = 0; i < Length; i++)
                destination[Fifth + (i % 32)] |= (byte)(levels[i] >> 4 << (i / 32));
            for (var i = 0; i < Length / 2; i++)
            {
                var low = (i / 32 * 64) + (i % 32);
                destination[Low + i] = (byte)((levels[low] & 15) | ((levels[low + 32] & 15) << 4));
            }
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            float d = BlockMath.Half(source), dmin = BlockMath.Half(source[2..]);
            for (var j = 0; j < ScaleAndMinimum.Stretches; j++)
            {
                var (scale, minimum) = ScaleAndMinimum.Unpack(source[4..], j);
                float step = d * scale, below = dmin * minimum;
                var numbers = source.Slice(Low + (j / 2 * 32), 32);
                var fifth = source.Slice(Fifth, 32);
                var shift = j % 2 * 4;
                var to = destination.Slice(j * 32, 32);
                for (var i = 0; i < to.Length; i++)
                    to[i] = (step * ((numbers[i] >> shift & 15) + ((fifth[i] >> j & 1) << 4))) - below;
            }
        }
    }
}
