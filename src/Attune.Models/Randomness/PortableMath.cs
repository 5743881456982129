namespace Attune.Models;

/// <summary>
/// Logarithm, exponential and cosine from additions, multiplications and divisions only. The library's own call the C
/// runtime, whose last bit differs from machine to machine; fresh weights and drawn tokens must not.
/// Errors are a few units in the last place of a double.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01; // the upper 32 bits of ln 2: exact times small integers
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Natural logarithm of a positive, normal number: 2 artanh((m-1)/(m+1)) + e ln 2 with m in [1/sqrt 2, sqrt 2).</summary>
    public static double Log(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.UInt64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var ratio = (mantissa - 1) / (mantissa + 1); // |ratio| <= 0.1716: 11 terms leave less than 1e-18
        var square = ratio * ratio;
        var sum = 0.0;
        for (var power = 21; power >= 3; power -= 2)
            sum = (sum + (1.0 / power)) * square;
        return (exponent * Ln2High) + ((2 * (ratio + (ratio * sum))) + (exponent * Ln2Low));
    }

    /// <summary>e^x; 0 below -700, and meant for x up to 700.</summary>
    public static double Exp(double value)
    {
        if (!(value > -700))
            return 0;
        var exponent = (int)Math.Round(value * 1.4426950408889634);
        var rest = value - (exponent * Ln2High) - (exponent * Ln2Low); // |rest| <= 0.347
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
            sum = 1 + (sum * rest / n);
        return sum * BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);
    }

    /// <summary>cos(2 pi t) for t in [0, 1).</summary>
    public static double CosTurns(double turns)
    {
        // Fold to an eighth of a turn, where the series converges at once.
        var folded = turns > 0.5 ? 1 - turns : turns; // cos(2 pi (1 - t)) = cos(2 pi t)
        var sign = 1.0;
        if (folded > 0.25)
        {
            folded = 0.5 - folded;
            sign = -1;
        }

        var angle = 2 * Math.PI * (folded > 0.125 ? 0.25 - folded : folded);
        return sign * (folded > 0.125 ? SinSeries(angle) : CosSeries(angle));
    }

    private static double CosSeries(double angle)
    {
        var square = angle * angle;
        var sum = 1.0;
        for (var n = 18; n >= 2; n -= 2)
            sum = 1 - (sum * square / (n * (n - 1)));
        return sum;
    }

    private static double SinSeries(double angle)
    {
        var square = angle * angle;
        var sum = 1.0;
        for (var n = 19; n >= 3; n -= 2)
            sum = 1 - (sum * square / (n * (n - 1)));
        return angle * sum;
    }
}
