namespace Attune.Training;

/// <summary>
/// Half cosine waves that fall from the peak to 0 again and again: (1 + cos(pi (c p mod 1))) / 2 with p from 0 to 1, and 0 from
/// the end on (the form of the transformers library).
/// </summary>
/// <param name="Warmup">The rise before them; none by default.</param>
/// <param name="Cycles">Falls over the run; 1 by default.</param>
public sealed record CosineRestartsSchedule(Warmup Warmup = default, double Cycles = 1) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        var (rising, progress) = Warmup.Place(step, totalSteps);
        if (rising is { } factor)
            return factor;
        return progress >= 1 ? 0 : Math.Max(0, 0.5 * (1 + PortableCosine.OfTurns(Cycles * progress % 1 / 2)));
    }
}
