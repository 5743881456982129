namespace Attune.Evaluation;

/// <summary>A closed interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High);

/// <summary>The score interval of a proportion (Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference").</summary>
public static class Wilson
{
    /// <summary>The interval of successes / trials.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 0; with 0 trials nothing is known and the interval is 0 to 1.</param>
    /// <param name="confidence">Between 0 and 1, 0.95 by default.</param>
    public static Interval Compute(int successes, int trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return new Interval(0, 1);
        var z = Normal.Quantile(0.5 + confidence / 2);
        double n = trials;
        var p = successes / n;
        var z2 = z * z;
        var denominator = 1 + z2 / n;
        var centre = (p + z2 / (2 * n)) / denominator;
        var half = z / denominator * Math.Sqrt(p * (1 - p) / n + z2 / (4 * n * n));

        // At the ends the formula gives 0 and 1 exactly, but not in floating point.
        return new Interval(
            successes == 0 ? 0 : Math.Max(0, centre - half),
            successes == trials ? 1 : Math.Min(1, centre + half));
    }
}
