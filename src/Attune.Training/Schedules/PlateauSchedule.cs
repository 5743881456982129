namespace Attune.Training;

/// <summary>
/// The peak after warm-up, multiplied by <paramref name="Reduction"/> each time that the validation loss has not become better for more than
/// <paramref name="Patience"/> evaluations, as PyTorch's ReduceLROnPlateau. NaN is never better.
/// </summary>
/// <param name="Reduction">The factor; 0.1 by default.</param>
/// <param name="Patience">Evaluations without a better loss that are let pass; 10 by default.</param>
/// <param name="Threshold">How much better a loss has to be; 1e-4 by default.</param>
/// <param name="IsAbsolute">Whether the threshold is a difference and not a share of the best loss; false by default.</param>
/// <param name="Cooldown">Evaluations after a reduction that are not counted; 0 by default.</param>
/// <param name="Minimum">The least rate, as a fraction of the peak; 0 by default.</param>
/// <param name="LeastChange">Reductions by no more than this fraction of the peak are left out; 1e-8 by default.</param>
/// <param name="IsGreaterBetter">Whether the measure is to rise; false by default.</param>
/// <param name="Warmup">The rise before it; none by default.</param>
public sealed record PlateauSchedule(
    double Reduction = 0.1, int Patience = 10, double Threshold = 1e-4, bool IsAbsolute = false, int Cooldown = 0,
    double Minimum = 0, double LeastChange = 1e-8, bool IsGreaterBetter = false, Warmup Warmup = default) : IFeedbackSchedule
{
    /// <inheritdoc/>
    public ScheduleFeedback Begin => new(1, null, 0, 0);

    /// <inheritdoc/>
    public double Factor(int step, int totalSteps) => Warmup.Place(step, totalSteps).Rising ?? 1;

    /// <inheritdoc/>
    public ScheduleFeedback After(ScheduleFeedback before, double loss)
    {
        ArgumentNullException.ThrowIfNull(before);
        bool isBetter = IsBetter(loss, before.Best);
        int bad = isBetter ? 0 : before.Bad + 1, cooldown = before.Cooldown;
        if (cooldown > 0)
            (cooldown, bad) = (cooldown - 1, 0);
        double factor = before.Factor;
        if (bad > Patience)
        {
            double reduced = Math.Max(factor * Reduction, Minimum);
            factor = factor - reduced > LeastChange ? reduced : factor;
            (cooldown, bad) = (Cooldown, 0);
        }

        return new ScheduleFeedback(factor, isBetter ? loss : before.Best, bad, cooldown);
    }

    private bool IsBetter(double loss, double? best)
    {
        if (best is not { } value)
            return !double.IsNaN(loss) && !double.IsInfinity(loss);
        double sign = IsGreaterBetter ? 1 : -1, limit = IsAbsolute ? value + (sign * Threshold) : value * (1 + (sign * Threshold));
        return IsGreaterBetter ? loss > limit : loss < limit;
    }
}
