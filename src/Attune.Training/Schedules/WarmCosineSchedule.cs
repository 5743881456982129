namespace Attune.Training;

/// <summary>
/// A cosine that is one step ahead of <see cref="CosineSchedule"/>, so that the first step has a rate above 0: warm-up is
/// (t + 1) / w, or a line from a rate of its own (the transformers library's cosine_warmup_with_min_lr).
/// </summary>
/// <param name="Warmup">The rise before it; none by default.</param>
/// <param name="Minimum">What it falls to, as a fraction of the peak; 0 by default.</param>
/// <param name="WarmupStart">The first step's rate as a fraction of the peak, or null for 1 / w.</param>
/// <param name="Cycles">Waves over the run; a half by default.</param>
public sealed record WarmCosineSchedule(Warmup Warmup = default, double Minimum = 0, double? WarmupStart = null, double Cycles = 0.5) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int warmup = Warmup.StepsOf(totalSteps);
        if (step < warmup)
            return WarmupStart is { } start ? start + ((1 - start) * step / Math.Max(1, warmup - 1)) : (step + 1.0) / warmup;
        double progress = (step - warmup + 1.0) / Math.Max(1, totalSteps - warmup);
        double wave = 0.5 * (1 + PortableCosine.OfTurns(Cycles * progress));
        return Math.Max(0, (wave * (1 - Minimum)) + Minimum);
    }
}
