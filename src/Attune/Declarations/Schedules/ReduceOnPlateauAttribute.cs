using Attune.Training;

namespace Attune;

/// <summary>The rate falls each time that the watched loss has stopped falling.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReduceOnPlateauAttribute : Attribute, IScheduleChoice
{
    /// <summary>What the rate is multiplied by.</summary>
    /// <value>0.1 by default.</value>
    public double Reduction { get; set; } = 0.1;

    /// <summary>Evaluations, of which a run has about ten, without a better loss that are let pass.</summary>
    /// <value>2 by default.</value>
    public int Patience { get; set; } = 2;

    /// <summary>How much better a loss has to be, as a share of the best.</summary>
    /// <value>1e-4 by default.</value>
    public double Threshold { get; set; } = 1e-4;

    /// <summary>Evaluations after a reduction that are not counted.</summary>
    /// <value>0 by default.</value>
    public int Cooldown { get; set; }

    /// <summary>The least rate, as a fraction of the peak.</summary>
    /// <value>0 by default.</value>
    public double Minimum { get; set; }

    /// <inheritdoc/>
    public ISchedule Create(Warmup warmup) => new PlateauSchedule(Reduction, Patience, Threshold, Cooldown: Cooldown, Minimum: Minimum, Warmup: warmup);
}
