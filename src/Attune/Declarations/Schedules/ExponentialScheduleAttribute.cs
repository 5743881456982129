using Attune.Training;

namespace Attune;

/// <summary>The rate is multiplied by a factor at every step.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExponentialScheduleAttribute : Attribute, IScheduleChoice
{
    /// <summary>The factor.</summary>
    /// <value>0.999 by default.</value>
    public double Gamma { get; set; } = 0.999;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new ExponentialSchedule(Gamma, warmup);
}
