namespace Attune.Tensors;

/// <summary>The distribution function of the normal distribution to double precision, by two textbook expansions.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability of a number below x, (1 + erf(x / sqrt 2)) / 2.</summary>
    public static double Below(double x)
    {
        if (double.IsNaN(x))
            return x;
        double size = Math.Abs(x);
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (size < 3)
            return 0.5 + (Math.Sign(x) * density * Series(size));
        double tail = density / Fraction(size);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>x + x^3 / 3 + x^5 / (3 5) + ...: all terms are positive.</summary>
    private static double Series(double x)
    {
        double term = x, sum = x;
        for (int n = 3; term > 1e-18 * sum; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return sum;
    }

    /// <summary>x + 1 / (x + 2 / (x + 3 / (x + ...))), from the inside.</summary>
    private static double Fraction(double x)
    {
        double value = x;
        for (int n = 200; n >= 1; n--)
            value = x + (n / value);
        return value;
    }
}
