namespace Attune.Models;

/// <summary>
/// Q6_K: 256 numbers of 6 bits around zero, in 16 stretches of 16 with 8-bit scales. [128 bytes of low nibbles, 64 bytes of
/// high pairs, 16 scales, d]: x = d scale (q - 32).
/// </summary>
internal static class Q6K
{
    private const int Length = 256, Bytes = 210, High = 128, Scales = 192, Factor = 208, Stretches = 16, StretchLength = 16, Levels = 32;

    public static BlockFormat Format { get; } = new("Q6_K", 14, Length, Bytes, Dequantize, Quantize) { Interleave = Q6KForm.Matrix, InterleaveRounding = Q6KForm.RoundingMatrix };

    private static void Quantize(ReadOnlySpan<float> source, Span<byte> destination)
    {
        Span<byte> levels = stackalloc byte[Length];
        for (; !source.IsEmpty; source = source[Length..], destination = destination[Bytes..])
        {
            destination[..Bytes].Clear();
            if (ChooseScales(source[..Length], destination, levels))
                Pack(levels, destination);
        }
    }

    private static bool ChooseScales(ReadOnlySpan<float> block, Span<byte> destination, Span<byte> levels)
    {
        Span<float> scales = stackalloc float[Stretches];
        for (var j = 0; j < Stretches; j++)
            scales[j] = SignedLevels.Search(block.Slice(j * StretchLength, StretchLength), Levels, levels.Slice(j * StretchLength, StretchLength));
        var extreme = BlockMath.Extreme(scales);
        if (MathF.Abs(extreme) < BlockMath.Nothing)
            return false;
        var inverse = -128f / extreme;
        var d = BlockMath.StoreHalf(destination[Factor..], 1 / inverse);
        for (var j = 0; j < Stretches; j++)
        {
            var scale = (sbyte)Math.Min(127, BlockMath.Nearest(inverse * scales[j]));
            destination[Scales + j] = (byte)scale;
            var step = d * scale;
            for (var i = j * StretchLength; step != 0 && i < (j + 1) * StretchLength; i++)
                levels[i] = (byte)(Math.Clamp(BlockMath.Nearest(block[i] / step), -Levels, Levels - 1) + Levels);
        }

        return true;
    }

    private static void Pack(ReadOnlySpan<byte> levels, Span<byte> destination)
    {
        for (var half = 0; half < 2; half++)
        {
            var from = levels.Slice(half * 128, 128);
            var low = destination.Slice(half * 64, 64);
            for (var i = 0; i < 64; i++)
                low[i] = (byte)((from[i] & 15) | ((from[i + 64] & 15) << 4));
            var high = destination.Slice(High + (half * 32), 32);
            for (var i = 0; i < 32; i++)
                high[i] = (byte)((from[i] >> 4) | (from[i + 32] >> 4 << 2) | (from[i + 64] >> 4 << 4) | (from[i + 96] >> 4 << 6));
        }
    }

    private static void Dequantize(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (; !destination.IsEmpty; source = source[Bytes..], destination = destination[Length..])
        {
            var d = BlockMath.Half(source[Factor..]);
            for (var i = 0; i < Length; i++)
            {
                int half = i / 128, at = i % 128;
                var low = source[(half * 64) + (at % 64)] >> (at / 64 * 4) & 15;
                var high = source[High + (half * 32) + (at % 32)] >> (at / 32 * 2) & 3;
                var step = d * (sbyte)source[Scales + (i / StretchLength)];
                destination[i] = step * ((low | (high << 4)) - 32);
            }
        }
    }
}
