namespace Attune.Models;

/// <summary>Q8_0: 32 numbers of 8 bits, one half-precision scale. [d, 32 q]: x = d q.</summary>
internal static class Q8Zero
{
    private const int Length = 32, Bytes = 34;

    public static BlockFormat Format { get; } = new("Q8_0", 8, Length, Bytes, Dequantize, Quantize) { Interleave = Q8ZeroForm.Matrix, InterleaveRounding = Q8ZeroForm.RoundingMatrix };

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            var scale = MathF.Abs(BlockMath.Extreme(source[..Length])) / 127;
            var inverse = BlockMath.Inverse(scale);
            BlockMath.StoreHalf(destination, scale);
            for (var i = 0; i < Length; i++)
                destination[2 + i] = (byte)(sbyte)MathF.Round(source[i] * inverse, MidpointRounding.AwayFromZero);
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var scale = BlockMath.Half(source);
            for (var i = 0; i < Length; i++)
                destination[i] = scale * (sbyte)source[2 + i];
        }
    }
}
