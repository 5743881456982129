using Attune.Training;

namespace Attune;

/// <summary>A cosine wave after warm-up, with a minimum or with more waves than a half.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CosineScheduleAttribute : Attribute, IScheduleChoice
{
    /// <summary>What it falls to, as a fraction of the peak.</summary>
    /// <value>0 by default.</value>
    public double Minimum { get; set; }

    /// <summary>Waves over the run.</summary>
    /// <value>0.5 by default.</value>
    public double Cycles { get; set; } = 0.5;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new CosineSchedule(warmup, Minimum, Cycles);
}
