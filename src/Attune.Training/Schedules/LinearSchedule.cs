namespace Attune.Training;

/// <summary>A straight line from the peak after warm-up to 0 at the end: (T - t) / (T - w).</summary>
/// <param name="Warmup">The rise before it; none by default.</param>
public sealed record LinearSchedule(Warmup Warmup = default) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int warmup = Warmup.StepsOf(totalSteps);
        return Warmup.Place(step, totalSteps).Rising
            ?? Math.Max(0, (totalSteps - step) / (double)Math.Max(1, totalSteps - warmup));
    }
}
