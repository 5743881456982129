namespace Attune.Training;

/// <summary>
/// Half cosine waves from the peak to <paramref name="Minimum"/>, each <paramref name="Growth"/> times as long as the one before, as
/// PyTorch's CosineAnnealingWarmRestarts (Loshchilov and Hutter, 2017, "SGDR").
/// </summary>
/// <param name="FirstLength">The steps of the first; 1 or more.</param>
/// <param name="Growth">1 or more; 1 by default.</param>
/// <param name="Minimum">As a fraction of the peak; 0 by default.</param>
public sealed record WarmRestartsSchedule(int FirstLength, int Growth = 1, double Minimum = 0) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        long length = Math.Max(1, FirstLength), at = step;
        if (Growth <= 1)
        {
            at %= length;
        }
        else
        {
            for (; at >= length; length *= Growth)
                at -= length;
        }

        return Minimum + ((1 - Minimum) * (1 + PortableCosine.OfTurns(at / (2.0 * length))) / 2);
    }
}
