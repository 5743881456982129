namespace Attune.Training;

/// <summary>The form of a rise or a fall.</summary>
public enum RampShape
{
    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>Half a cosine wave.</summary>
    Cosine,

    /// <summary>1 - sqrt(p) of a fall, 1 - sqrt(1 - p) of a rise.</summary>
    OneMinusSquareRoot,
}

/// <summary>
/// Warm-up from <paramref name="Minimum"/>, the peak for most of the run, and a fall to <paramref name="Minimum"/> at its end (Hu and others,
/// 2024, "MiniCPM"; the form of the transformers library).
/// </summary>
/// <param name="Warmup">The rise; none by default.</param>
/// <param name="Decay">The fall; without one the rate is the minimum from the end on.</param>
/// <param name="Minimum">As a fraction of the peak; 0 by default.</param>
/// <param name="WarmupShape">The form of the rise.</param>
/// <param name="DecayShape">The form of the fall.</param>
public sealed record WarmupStableDecaySchedule(
    Warmup Warmup = default, RunShare Decay = default, double Minimum = 0,
    RampShape WarmupShape = RampShape.Linear, RampShape DecayShape = RampShape.Cosine) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int warmup = Warmup.StepsOf(totalSteps), decay = Decay.StepsOf(totalSteps), begin = totalSteps - decay;
        if (step < warmup)
            return Lifted(Rise(step / (double)warmup, WarmupShape));
        if (step < begin)
            return 1;
        return step < totalSteps ? Lifted(Fall((step - begin) / (double)decay, DecayShape)) : Minimum;
    }

    /// <summary>From 0 to 1 as progress does.</summary>
    private static double Rise(double progress, RampShape shape) => shape switch
    {
        RampShape.Cosine => 0.5 * (1 - PortableCosine.OfTurns(progress / 2)),
        RampShape.OneMinusSquareRoot => 1 - Math.Sqrt(1 - progress),
        _ => progress,
    };

    /// <summary>From 1 to 0 as progress goes from 0 to 1.</summary>
    private static double Fall(double progress, RampShape shape) => shape switch
    {
        RampShape.Cosine => 0.5 * (1 + PortableCosine.OfTurns(progress / 2)),
        RampShape.OneMinusSquareRoot => 1 - Math.Sqrt(progress),
        _ => 1 - progress,
    };

    private double Lifted(double factor) => Math.Max(0, (factor * (1 - Minimum)) + Minimum);
}
