namespace Attune.Training;

/// <summary>
/// From the peak after warm-up down to <paramref name="End"/>: (1 - end) (1 - p)^power + end (the form of the transformers library).
/// Where warm-up takes the whole run, at whose end the library divides by 0, it ends at <paramref name="End"/>.
/// </summary>
/// <param name="Warmup">The rise before it; none by default.</param>
/// <param name="End">What it falls to, as a fraction of the peak; 0 by default.</param>
/// <param name="Power">The power; 1, a straight line, by default.</param>
public sealed record PolynomialSchedule(Warmup Warmup = default, double End = 0, double Power = 1) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int warmup = Warmup.StepsOf(totalSteps);
        if (step < warmup)
            return step / (double)warmup;
        if (step >= totalSteps)
            return End;
        double remaining = 1 - ((step - warmup) / (double)(totalSteps - warmup));
        return ((1 - End) * PortablePower.Of(remaining, Power)) + End;
    }
}
