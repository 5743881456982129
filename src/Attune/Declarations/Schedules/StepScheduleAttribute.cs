using Attune.Training;

namespace Attune;

/// <summary>The rate is multiplied by a factor at intervals.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepScheduleAttribute : Attribute, IScheduleChoice
{
    /// <summary>The interval, in optimizer steps.</summary>
    /// <value>100 by default.</value>
    public int Steps { get; set; } = 100;

    /// <summary>The factor.</summary>
    /// <value>0.1 by default.</value>
    public double Gamma { get; set; } = 0.1;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new StepSchedule(Steps, Gamma, warmup);
}
