namespace Attune.Models;

/// <summary>Q4_K: 256 numbers of 4 bits. [d, dmin, 12 bytes of scales and minimums, 128 bytes; a stretch of 32 in low nibbles, the next in high ones].</summary>
internal static class Q4K
{
    private const int Length = 256, Bytes = 144, Head = 16;

    private static readonly LevelSearch Search = new(15, -1f, 20);

    public static BlockFormat Format { get; } = new("Q4_K", 12, Length, Bytes, Dequantize, Quantize) { Interleave = Q4KForm.Matrix, InterleaveRounding = Q4KForm.RoundingMatrix };

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        Span<byte> levels = stackalloc byte[Length];
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            ScaleAndMinimum.Quantize(source[..Length], Search, destination, levels);
            for (var i = 0; i < Length / 2; i++)
            {
                var low = (i / 32 * 64) + (i % 32);
                destination[Head + i] = (byte)(levels[low] | (levels[low + 32] << 4));
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
                var numbers = source.Slice(Head + (j / 2 * 32), 32);
                var shift = j % 2 * 4;
                var to = destination.Slice(j * 32, 32);
                for (var i = 0; i < to.Length; i++)
                    to[i] = (step * (numbers[i] >> shift & 15)) - below;
            }
        }
    }
}
