using Attune.Training;

namespace Attune;

/// <summary>Half cosine waves that fall from the peak to 0 again and again.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CosineRestartsAttribute : Attribute, IScheduleChoice
{
    /// <summary>Falls over the run.</summary>
    /// <value>1 by default.</value>
    public double Cycles { get; set; } = 1;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new CosineRestartsSchedule(warmup, Cycles);
}
