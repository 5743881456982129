using Attune.Training;

namespace Attune;

/// <summary>One rise and one fall over the run, with the momentum the other way round. It has a rise of its own: the recipe's <c>WarmupFraction</c> is not used.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OneCycleAttribute : Attribute, IScheduleChoice
{
    /// <summary>The part of the run that rises.</summary>
    /// <value>0.3 by default.</value>
    public double Rise { get; set; } = 0.3;

    /// <summary>What the first rate is smaller by than the peak.</summary>
    /// <value>25 by default.</value>
    public double Divisor { get; set; } = 25;

    /// <summary>What the last rate is smaller by than the first.</summary>
    /// <value>1e4 by default.</value>
    public double FinalDivisor { get; set; } = 1e4;

    /// <summary>Straight lines instead of cosines.</summary>
    /// <value>False by default.</value>
    public bool IsLinear { get; set; }

    /// <summary>Whether the fall to the first rate takes as long as the rise, and the rest goes on to the last.</summary>
    /// <value>False by default.</value>
    public bool ThreePhases { get; set; }

    /// <summary>The momentum at the peak.</summary>
    /// <value>0.85 by default.</value>
    public double LeastMomentum { get; set; } = 0.85;

    /// <summary>The momentum at both ends.</summary>
    /// <value>0.95 by default.</value>
    public double GreatestMomentum { get; set; } = 0.95;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new OneCycleSchedule(Rise, Divisor, FinalDivisor, IsLinear, ThreePhases, LeastMomentum, GreatestMomentum);
}
