namespace Attune.Models;

/// <summary>The two 8-bit floats of weight files (Micikevicius and others, FP8 Formats for Deep Learning, 2022), by tables of all patterns.</summary>
internal static class Float8
{
    private static readonly float[] E4M3 = Table(exponentBits: 4, fractionBits: 3, bias: 7);
    private static readonly float[] E5M2 = Table(exponentBits: 5, fractionBits: 2, bias: 15);

    /// <summary>Four bits of exponent, no infinity, largest 448.</summary>
    public static ReadOnlySpan<float> E4M3Values => E4M3;

    /// <summary>Five bits of exponent, with infinities as in IEEE 754, largest 57344.</summary>
    public static ReadOnlySpan<float> E5M2Values => E5M2;

    private static float[] Table(int exponentBits, int fractionBits, int bias)
    {
        var values = new float[256];
        var (highest, unit) = ((1 << exponentBits) - 1, 1 << fractionBits);
        for (var bits = 0; bits < 256; bits++)
        {
            int exponent = (bits >> fractionBits) & highest, fraction = bits & (unit - 1);
            var magnitude = exponent == 0
                ? MathF.ScaleB(fraction, 1 - bias - fractionBits)
                : MathF.ScaleB(unit + fraction, exponent - bias - fractionBits);
            if (exponent == highest && exponentBits == 5)
                magnitude = fraction == 0 ? float.PositiveInfinity : float.NaN;
            else if (exponent == highest && fraction == unit - 1)
                magnitude = float.NaN;
            values[bits] = (bits & 0x80) == 0 ? magnitude : -magnitude;
        }

        return values;
    }
}
