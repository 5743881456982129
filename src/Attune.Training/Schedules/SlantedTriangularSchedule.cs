namespace Attune.Training;

/// <summary>
/// A short rise and a long fall, both straight (Howard and Ruder, 2018, equation 3): p is t / cut before the cut and
/// 1 - (t - cut) / (cut (1 / fraction - 1)) after it, and the factor (1 + p (ratio - 1)) / ratio. In runs whose cut would
/// be before the first step, where the equation divides by 0, the cut is at step 1; p is never below 0, where rounding of the
/// cut would take it.
/// </summary>
/// <param name="CutFraction">The part of the run that rises; 0.1 by default.</param>
/// <param name="Ratio">What the lowest rate is smaller by than the peak; 32 by default.</param>
public sealed record SlantedTriangularSchedule(double CutFraction = 0.1, double Ratio = 32) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int whole = (int)Math.Floor(totalSteps * CutFraction), cut = Math.Max(1, whole);
        double fall = whole >= 1 ? cut * ((1 / CutFraction) - 1) : totalSteps - cut;
        double share = step < cut ? step / (double)cut : fall > 0 ? 1 - ((step - cut) / fall) : 1;
        return (1 + (Math.Max(0, share) * (Ratio - 1))) / Ratio;
    }
}
