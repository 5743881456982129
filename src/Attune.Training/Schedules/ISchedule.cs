namespace Attune.Training;

/// <summary>How the learning rate changes over a run. A pure function of the step, so that a run can go on from anywhere.</summary>
public interface ISchedule
{
    /// <summary>What the peak learning rate is multiplied by.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    double Factor(int step, int totalSteps);
}
