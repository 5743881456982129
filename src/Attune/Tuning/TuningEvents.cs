using Attune.Telemetry;
using Attune.Training;

namespace Attune.Tuning;

/// <summary>Publishes the steps of a run; a measured held-out loss is told with the step it was measured after.</summary>
internal sealed class TuningEvents(string recipe, RunEvents events) : ITrainingObserver
{
    private StepEvent? _last;

    public void OnStep(TrainingStep step)
    {
        _last = new StepEvent(recipe)
        {
            Step = step.Step,
            Steps = step.TotalSteps,
            Epoch = step.Epoch,
            Loss = step.Loss,
            HeldOutLoss = _last?.HeldOutLoss,
            LearningRate = step.LearningRate,
            GradientNorm = step.GradientNorm,
            TokensPerSecond = step.TokensPerSecond,
            SecondsLeft = step.Remaining.TotalSeconds,
        };
        events.Publish(_last);
    }

    public void OnEvaluation(TrainingEvaluation evaluation)
    {
        if (_last is null)
            return;
        _last = _last with { HeldOutLoss = evaluation.Loss };
        events.Publish(_last);
    }

    public void OnCheckpoint(string path)
    {
    }

    public void OnMessage(string message)
    {
    }
}
