namespace Attune.Training;

/// <summary>
/// One rise and one fall over the run, with the momentum the other way round (Smith and Topin, 2018, "Super-convergence"; the
/// form of PyTorch's OneCycleLR): from peak / <paramref name="Divisor"/> up to the peak, and down to the
/// <paramref name="FinalDivisor"/>th part of the beginning.
/// </summary>
/// <param name="Rise">The rise, as a fraction of the run; 0.3 by default.</param>
/// <param name="Divisor">What the first rate is smaller by; 25 by default.</param>
/// <param name="FinalDivisor">What the last rate is smaller by than the first; 10,000 by default.</param>
/// <param name="IsLinear">Straight lines instead of cosines; false by default.</param>
/// <param name="ThreePhases">Whether the fall to the first rate takes as long as the rise, and the rest goes on to the last; false by default.</param>
/// <param name="LeastMomentum">The momentum at the peak; 0.85 by default.</param>
/// <param name="GreatestMomentum">The momentum at both ends; 0.95 by default.</param>
public sealed record OneCycleSchedule(
    double Rise = 0.3, double Divisor = 25, double FinalDivisor = 1e4, bool IsLinear = false, bool ThreePhases = false,
    double LeastMomentum = 0.85, double GreatestMomentum = 0.95) : IMomentumSchedule
{
    private double First => 1 / Divisor;

    private double Last => First / FinalDivisor;

    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        var (phase, progress) = Place(step, totalSteps);
        return (phase, ThreePhases) switch
        {
            (0, _) => Between(First, 1, progress),
            (1, false) => Between(1, Last, progress),
            (1, true) => Between(1, First, progress),
            _ => Between(First, Last, progress),
        };
    }

    /// <inheritdoc/>
    public double Momentum(int step, int totalSteps)
    {
        var (phase, progress) = Place(step, totalSteps);
        return phase switch
        {
            0 => Between(GreatestMomentum, LeastMomentum, progress),
            1 => Between(LeastMomentum, GreatestMomentum, progress),
            _ => GreatestMomentum,
        };
    }

    /// <summary>The phase and how much of it is done. Steps after the end are as the last; a phase of no length is done.</summary>
    private (int Phase, double Progress) Place(int step, int totalSteps)
    {
        double last = totalSteps - 1, peak = (Rise * totalSteps) - 1, begin = 0;
        double at = Math.Min(step, last);
        if (at <= peak)
            return (0, Progress(at, begin, peak));
        begin = peak;
        if (!ThreePhases)
            return (1, Progress(at, begin, last));
        double back = (2 * Rise * totalSteps) - 2;
        return at <= back ? (1, Progress(at, begin, back)) : (2, Progress(at, back, last));
    }

    private static double Progress(double at, double begin, double end) => end > begin ? (at - begin) / (end - begin) : 1;

    private double Between(double from, double to, double progress) => IsLinear
        ? ((to - from) * progress) + from
        : to + ((from - to) / 2 * (1 + PortableCosine.OfTurns(progress / 2)));
}
