namespace Attune.Training;

/// <summary>
/// Powers of additions, multiplications, divisions and square roots only. <see cref="Math.Pow"/> calls the C runtime, whose
/// last bit differs between machines; a learning rate must not.
/// </summary>
internal static class PortablePower
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    /// <summary>x^n by repeated squaring.</summary>
    public static double Of(double value, int exponent)
    {
        double result = 1;
        for (int rest = Math.Abs(exponent); rest > 0; rest >>= 1, value *= value)
        {
            if ((rest & 1) != 0)
                result *= value;
        }

        return exponent < 0 ? 1 / result : result;
    }

    /// <summary>x^p for x of 0 or above, to about 1e-15 of itself for results of usual size; infinity and NaN stay.</summary>
    public static double Of(double value, double exponent)
    {
        if (exponent == Math.Floor(exponent) && Math.Abs(exponent) < 1 << 20)
            return Of(value, (int)exponent);
        if (exponent == 0.5)
            return Math.Sqrt(value);
        if (value <= 0)
            return value < 0 ? double.NaN : exponent > 0 ? 0 : double.PositiveInfinity;
        return double.IsFinite(value) ? Exponential(exponent * Logarithm(value)) : exponent > 0 || double.IsNaN(value) ? value : 0;
    }

    /// <summary>ln x = e ln 2 + 2 artanh((m - 1) / (m + 1)) for x = m 2^e, where the series' first term left out is below 1e-18.</summary>
    private static double Logarithm(double value)
    {
        int exponent = Math.ILogB(value);
        double mantissa = Math.ScaleB(value, -exponent); // 1 to below 2
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1), square = s * s, sum = 0;
        for (int n = 23; n >= 1; n -= 2)
            sum = (sum * square) + (1.0 / n);
        return (exponent * Ln2High) + ((2 * s * sum) + (exponent * Ln2Low));
    }

    /// <summary>e^x = 2^n e^r with |r| up to ln 2 / 2, by the Taylor series up to r^16.</summary>
    private static double Exponential(double value)
    {
        double n = Math.Round(value / (Ln2High + Ln2Low));
        if (Math.Abs(n) > 2000)
            return n > 0 ? double.PositiveInfinity : 0;
        double r = (value - (n * Ln2High)) - (n * Ln2Low), sum = 1;
        for (int i = 16; i >= 1; i--)
            sum = 1 + (sum * r / i);
        return Math.ScaleB(sum, (int)n);
    }
}
