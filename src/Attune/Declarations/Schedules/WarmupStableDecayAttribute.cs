using Attune.Training;

namespace Attune;

/// <summary>The peak for most of the run, and a fall at its end.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WarmupStableDecayAttribute : Attribute, IScheduleChoice
{
    /// <summary>The part of the run that falls.</summary>
    /// <value>0.2 by default.</value>
    public double DecayFraction { get; set; } = 0.2;

    /// <summary>What it falls to, as a fraction of the peak.</summary>
    /// <value>0 by default.</value>
    public double Minimum { get; set; }

    /// <summary>The form of the fall.</summary>
    /// <value>RampShape.Cosine by default.</value>
    public RampShape DecayShape { get; set; } = RampShape.Cosine;

    /// <summary>The form of the rise.</summary>
    /// <value>RampShape.Linear by default.</value>
    public RampShape WarmupShape { get; set; } = RampShape.Linear;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new WarmupStableDecaySchedule(warmup, RunShare.Fraction(DecayFraction), Minimum, WarmupShape, DecayShape);
}
