using System.Buffers.Binary;

namespace Attune.Models;

/// <summary>What blocks share: half-precision scales, and ggml's two roundings.</summary>
internal static class BlockMath
{
    /// <summary>The magnitude below which K blocks take all numbers for zero.</summary>
    public const float Nothing = 1e-15f;

    public static float Half(ReadOnlySpan<byte> source) => (float)BinaryPrimitives.ReadHalfLittleEndian(source);

    /// <summary>Stores a scale.</summary>
    /// <returns>The scale as it is read again.</returns>
    public static float StoreHalf(Span<byte> destination, float value)
    {
        var half = (System.Half)value;
        BinaryPrimitives.WriteHalfLittleEndian(destination, half);
        return (float)half;
    }

    /// <summary>The nearest integer; halves go to the even one.</summary>
    public static int Nearest(float value) => (int)MathF.Round(value, MidpointRounding.ToEven);

    /// <summary>1 / scale, or 0 where the scale is 0.</summary>
    public static float Inverse(float scale) => scale == 0 ? 0 : 1 / scale;

    /// <summary>The number of largest magnitude with its sign; the first of equals.</summary>
    public static float Extreme(ReadOnlySpan<float> values)
    {
        float largest = 0, extreme = 0;
        foreach (var value in values)
        {
            var magnitude = MathF.Abs(value);
            if (magnitude > largest)
                (largest, extreme) = (magnitude, value);
        }

        return extreme;
    }

    public static (float Least, float Greatest) Range(ReadOnlySpan<float> values)
    {
        float least = values[0], greatest = values[0];
        foreach (var value in values)
        {
            if (value < least)
                least = value;
            if (value > greatest)
                greatest = value;
        }

        return (least, greatest);
    }

    /// <summary>
    /// x * inverse + offset, rounded once as with a fused multiplication, cut to a whole number within 0..largest. ggml leaves it to its
    /// compiler whether the product is rounded before; gguf-py computes it so.
    /// </summary>
    public static byte Cut(float x, float inverse, double offset, int largest) =>
        (byte)Math.Clamp((float)(((double)x * inverse) + offset), 0, largest);

    /// <summary>(x - least) * inverse + 1/2, rounded at each step, cut to a whole number within 0..largest.</summary>
    public static byte CutFrom(float x, float least, float inverse, int largest)
    {
        var scaled = (x - least) * inverse;
        return (byte)Math.Clamp(scaled + 0.5f, 0, largest);
    }
}
