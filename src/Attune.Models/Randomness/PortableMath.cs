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

    private static readonly double[] ExpTerms = Terms(15, n => 1 / Factorial(n)); // up to x^14
    private static readonly double[] CosTerms = Terms(10, n => Sign(n) / Factorial(2 * n)); // in x^2
    private static readonly double[] SinTerms = Terms(10, n => Sign(n) / Factorial((2 * n) + 1)); // x times these in x^2
    private static readonly double[] LogTerms = Terms(11, n => 1.0 / ((2 * n) + 1)); // artanh: x times these in x^2

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
        return (exponent * Ln2High) + ((2 * ratio * Polynomial(LogTerms, ratio * ratio)) + (exponent * Ln2Low));
    }

    /// <summary>e^x; 0 below -700, and meant for x up to 700.</summary>
    public static double Exp(double value)
    {
        if (!(value > -700))
            return 0;
        var exponent = (int)Math.Round(value * 1.4426950408889634);
        var rest = value - (exponent * Ln2High) - (exponent * Ln2Low); // |rest| <= 0.347
        return Polynomial(ExpTerms, rest) * BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);
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
        var square = angle * angle;
        return sign * (folded > 0.125 ? angle * Polynomial(SinTerms, square) : Polynomial(CosTerms, square));
    }

    private static double Polynomial(double[] terms, double x)
    {
        var sum = terms[^1];
        for (var n = terms.Length - 2; n >= 0; n--)
            sum = Math.FusedMultiplyAdd(sum, x, terms[n]);
        return sum;
    }

    private static double[] Terms(int count, Func<int, double> term)
    {
        var terms = new double[count];
        for (var n = 0; n < count; n++)
            terms[n] = term(n);
        return terms;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private static int Sign(int n) => n % 2 == 0 ? 1 : -1;
}
