namespace Attune.Training;

/// <summary>
/// A cosine between the peak and <paramref name="Minimum"/> with a half wave of fixed length, as PyTorch's CosineAnnealingLR; it
/// rises again afterwards (Loshchilov and Hutter, 2017).
/// </summary>
/// <param name="HalfWave">The steps from the peak to the minimum; 0, the default, for those of the run.</param>
/// <param name="Minimum">As a fraction of the peak; 0 by default.</param>
public sealed record CosineAnnealingSchedule(int HalfWave = 0, double Minimum = 0) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        double length = HalfWave > 0 ? HalfWave : Math.Max(1, totalSteps);
        return Minimum + ((1 - Minimum) * (1 + PortableCosine.OfTurns(step / length / 2)) / 2);
    }
}
