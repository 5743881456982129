namespace Attune.Evaluation;

/// <summary>Quantiles of the standard normal distribution.</summary>
internal static class Normal
{
    /// <summary>x with P(X &lt;= x) = p: Newton steps on the distribution function from a start within 5e-4.</summary>
    public static double Quantile(double p)
    {
        if (p is <= 0 or >= 1 or double.NaN)
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability strictly between 0 and 1 is needed.");
        if (p < 0.5)
            return -Quantile(1 - p);

        // Start: Abramowitz and Stegun 26.2.23.
        var t = Math.Sqrt(-2 * Math.Log(1 - p));
        var x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        for (var i = 0; i < 4; i++)
            x += (UpperTail(x) - (1 - p)) / Density(x);
        return x;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>P(X &gt; x) for x >= 0: a series near 0, Laplace's continued fraction beyond.</summary>
    private static double UpperTail(double x)
    {
        if (x < 3)
        {
            double term = x, sum = x;
            for (var k = 1; k < 200 && Math.Abs(term) > 1e-18 * Math.Abs(sum); k++)
            {
                term *= -x * x / (2 * k);
                sum += term / (2 * k + 1);
            }

            return 0.5 - sum / Math.Sqrt(2 * Math.PI);
        }

        var fraction = x;
        for (var k = 200; k >= 1; k--)
            fraction = x + k / fraction;
        return Density(x) / fraction;
    }
}
