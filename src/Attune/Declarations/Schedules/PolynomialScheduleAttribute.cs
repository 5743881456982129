using Attune.Training;

namespace Attune;

/// <summary>A fall as a power of what is left of the run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PolynomialScheduleAttribute : Attribute, IScheduleChoice
{
    /// <summary>What it falls to, as a fraction of the peak.</summary>
    /// <value>0 by default.</value>
    public double End { get; set; }

    /// <summary>The power; 1 is a straight line.</summary>
    /// <value>1 by default.</value>
    public double Power { get; set; } = 1;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new PolynomialSchedule(warmup, End, Power);
}
