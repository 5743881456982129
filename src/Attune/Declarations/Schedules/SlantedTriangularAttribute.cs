using Attune.Training;

namespace Attune;

/// <summary>A short rise and a long fall (Howard and Ruder, 2018). It has a rise of its own: the recipe's <c>WarmupFraction</c> is not used.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SlantedTriangularAttribute : Attribute, IScheduleChoice
{
    /// <summary>The part of the run that rises.</summary>
    /// <value>0.1 by default.</value>
    public double CutFraction { get; set; } = 0.1;

    /// <summary>What the lowest rate is smaller by than the peak.</summary>
    /// <value>32 by default.</value>
    public double Ratio { get; set; } = 32;

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new SlantedTriangularSchedule(CutFraction, Ratio);
}
