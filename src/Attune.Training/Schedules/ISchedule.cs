namespace Attune.Training;

/// <summary>How the learning rate changes over a run. A pure function of the step, so that a run can go on from anywhere.</summary>
public interface ISchedule
{
    /// <summary>What the peak learning rate is multiplied by.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    double Factor(int step, int totalSteps);
}

/// <summary>A schedule that changes the momentum too (beta 1 of optimizers with two running means).</summary>
public interface IMomentumSchedule : ISchedule
{
    /// <summary>The momentum of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="totalSteps">The steps of the whole run.</param>
    double Momentum(int step, int totalSteps);
}

/// <summary>A schedule that is told the validation loss. What it makes of it is a value that checkpoints hold.</summary>
public interface IFeedbackSchedule : ISchedule
{
    /// <summary>What it knows before the first evaluation.</summary>
    ScheduleFeedback Begin { get; }

    /// <summary>What it knows after one more evaluation.</summary>
    /// <param name="before">What it knew.</param>
    /// <param name="loss">The validation loss.</param>
    ScheduleFeedback After(ScheduleFeedback before, double loss);
}

/// <summary>What a schedule has learned from validation losses.</summary>
/// <param name="Factor">What the learning rate is multiplied by, beside the schedule's own factor.</param>
/// <param name="Best">The best loss, or null before the first.</param>
/// <param name="Bad">Evaluations without a better one.</param>
/// <param name="Cooldown">Evaluations that are not counted yet.</param>
public sealed record ScheduleFeedback(double Factor, double? Best, int Bad, int Cooldown);
