namespace Attune.Models;

/// <summary>
/// How Q4_K and Q5_K share one block's numbers among eight stretches of 32: each has a scale and a minimum of six bits,
/// packed into twelve bytes, and the block a half-precision factor for each kind. x = d scale q - dmin minimum.
/// </summary>
internal static class ScaleAndMinimum
{
    public const int Stretches = 8, StretchLength = 32, Bytes = 12;

    /// <summary>Chooses the scales of a block, stores them, and gives the levels of its numbers.</summary>
    /// <param name="block">256 numbers.</param>
    /// <param name="search">How levels are looked for.</param>
    /// <param name="head">Where the two factors and the packed scales go, 16 bytes.</param>
    /// <param name="levels">256 levels from 0 to the search's largest.</param>
    public static void Quantize(ReadOnlySpan<float> block, LevelSearch search, Span<byte> head, Span<byte> levels)
    {
        Span<float> scales = stackalloc float[Stretches], minimums = stackalloc float[Stretches];
        float largestScale = 0, largestMinimum = 0;
        for (var j = 0; j < Stretches; j++)
        {
            scales[j] = search.Run(block.Slice(j * StretchLength, StretchLength), levels.Slice(j * StretchLength, StretchLength), out minimums[j]);
            largestScale = MathF.Max(largestScale, scales[j]);
            largestMinimum = MathF.Max(largestMinimum, minimums[j]);
        }

        var packed = head[4..];
        packed[..Bytes].Clear();
        var inverseScale = largestScale > 0 ? 63f / largestScale : 0f;
        var inverseMinimum = largestMinimum > 0 ? 63f / largestMinimum : 0f;
        for (var j = 0; j < Stretches; j++)
        {
            var scale = Math.Min(63, (int)(byte)BlockMath.Nearest(inverseScale * scales[j]));
            var minimum = Math.Min(63, (int)(byte)BlockMath.Nearest(inverseMinimum * minimums[j]));
            Pack(packed, j, scale, minimum);
        }

        var d = BlockMath.StoreHalf(head, largestScale / 63f);
        var dmin = BlockMath.StoreHalf(head[2..], largestMinimum / 63f);
        for (var j = 0; j < Stretches; j++)
            Round(block.Slice(j * StretchLength, StretchLength), packed, j, d, dmin, search.Largest, levels.Slice(j * StretchLength, StretchLength));
    }

    /// <summary>The scale and the minimum of a stretch, from 0 to 63.</summary>
    public static (int Scale, int Minimum) Unpack(ReadOnlySpan<byte> packed, int j) => j < 4
        ? (packed[j] & 63, packed[j + 4] & 63)
        : ((packed[j + 4] & 15) | (packed[j - 4] >> 6 << 4), (packed[j + 4] >> 4) | (packed[j] >> 6 << 4));

    private static void Pack(Span<byte> packed, int j, int scale, int minimum)
    {
        if (j < 4)
        {
            packed[j] = (byte)scale;
            packed[j + 4] = (byte)minimum;
        }
        else
        {
            packed[j + 4] = (byte)((scale & 15) | ((minimum & 15) << 4));
            packed[j - 4] |= (byte)(scale >> 4 << 6);
            packed[j] |= (byte)(minimum >> 4 << 6);
        }
    }

    /// <summary>The levels again, with the scales as they are stored.</summary>
    private static void Round(ReadOnlySpan<float> x, ReadOnlySpan<byte> packed, int j, float d, float dmin, int largest, Span<byte> levels)
    {
        var (scale, minimum) = Unpack(packed, j);
        var step = d * scale;
        if (step == 0)
            return;
        var below = dmin * minimum;
        for (var i = 0; i < x.Length; i++)
            levels[i] = (byte)Math.Clamp(BlockMath.Nearest((x[i] + below) / step), 0, largest);
    }
}
