namespace Attune.Training;

/// <summary>
/// A cosine wave after warm-up, half of one by default: (1 + cos(2 pi c p)) / 2 with p from 0 to 1, lifted to
/// <paramref name="Minimum"/> (Loshchilov and Hutter, 2017; the form of the transformers library).
/// </summary>
/// <param name="Warmup">The rise before it; none by default.</param>
/// <param name="Minimum">What it falls to, as a fraction of the peak; 0 by default.</param>
/// <param name="Cycles">Waves over the run; a half by default.</param>
public sealed record CosineSchedule(Warmup Warmup = default, double Minimum = 0, double Cycles = 0.5) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        var (rising, progress) = Warmup.Place(step, totalSteps);
        if (rising is { } factor)
            return factor;
        double wave = 0.5 * (1 + PortableCosine.OfTurns(Cycles * progress));
        return Math.Max(0, (wave * (1 - Minimum)) + Minimum);
    }
}
