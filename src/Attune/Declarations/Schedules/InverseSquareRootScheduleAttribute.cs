using Attune.Training;

namespace Attune;

/// <summary>A fall as 1 / sqrt(t), which does not know the end of the run.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InverseSquareRootScheduleAttribute : Attribute, IScheduleChoice
{
    /// <summary>The steps in which the rate falls to 1 / sqrt(2); 0 for those of the warm-up, or 10,000 without one.</summary>
    /// <value>0 by default.</value>
    public int Timescale { get; set; }

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new InverseSquareRootSchedule(warmup, Timescale);
}
