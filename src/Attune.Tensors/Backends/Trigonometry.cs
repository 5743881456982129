namespace Attune.Tensors;

/// <summary>
/// Sine and cosine from additions and multiplications alone, so that they are the same bits on every machine.
/// Computed in double for float32 tables: for |x| up to 10^6 the error is below 1e-13, so that the result rounded to
/// float32 is off by at most 0.51 units in the last place of numbers above 1e-5 in size.
/// </summary>
internal static class Trigonometry
{
    // Pi/2 in two parts: the first has 33 significant bits, so that its product with a quadrant number below 2^20 is exact.
    private const double HalfPiHigh = 1.57079632673412561417e+00;
    private const double HalfPiLow = 6.07710050650619224932e-11;

    // The Taylor series around 0; on |r| <= pi/4 the first term left out is below 1e-16.
    private static ReadOnlySpan<double> SineTerms =>
        [-1 / 6.0, 1 / 120.0, -1 / 5040.0, 1 / 362880.0, -1 / 39916800.0, 1 / 6227020800.0, -1 / 1307674368000.0];

    private static ReadOnlySpan<double> CosineTerms =>
        [-1 / 2.0, 1 / 24.0, -1 / 720.0, 1 / 40320.0, -1 / 3628800.0, 1 / 479001600.0, -1 / 87178291200.0, 1 / 20922789888000.0];

    public static (double Sine, double Cosine) SinCos(double x)
    {
        double quadrant = Math.Floor((x * (2 / Math.PI)) + 0.5);
        double r = x - (quadrant * HalfPiHigh);
        r -= quadrant * HalfPiLow;
        double square = r * r;
        double sine = r + (r * square * Polynomial(SineTerms, square));
        double cosine = 1 + (square * Polynomial(CosineTerms, square));
        return ((long)quadrant & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    private static double Polynomial(ReadOnlySpan<double> terms, double x)
    {
        double sum = 0;
        for (int i = terms.Length - 1; i >= 0; i--)
            sum = (sum * x) + terms[i];
        return sum;
    }
}
