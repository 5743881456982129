namespace Attune.Training;

/// <summary>
/// Begins another schedule anew at the start of every stage, as gradual unfreezing does with each layer that joins (Howard and
/// Ruder, 2018). Stages are of equal length, but for the last, which takes the rest of the run.
/// </summary>
/// <param name="Inner">The schedule of a stage.</param>
/// <param name="StageSteps">The steps of a stage, such as those of an epoch; 1 or more.</param>
/// <param name="Stages">How many there are; 1 or more.</param>
public sealed record StagedSchedule(ISchedule Inner, int StageSteps, int Stages) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int length = Math.Max(1, StageSteps), stage = Math.Min(step / length, Math.Max(1, Stages) - 1), begin = stage * length;
        bool isLast = stage == Stages - 1 || begin + length >= totalSteps;
        return Inner.Factor(step - begin, isLast ? totalSteps - begin : length);
    }
}
