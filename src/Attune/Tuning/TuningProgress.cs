using System.Globalization;
using Attune.Terminal;
using Attune.Training;

namespace Attune.Tuning;

/// <summary>Shows a run as one line: share, loss, speed, time left.</summary>
internal sealed class TuningProgress(Screen screen) : ITrainingObserver
{
    /// <summary>The weight of a new loss in the one shown; single batches jump.</summary>
    private const double Smoothing = 0.1;

    private readonly ProgressLine _line = screen.Progress("tuning");
    private double? _loss;
    private double? _heldOut;

    public void OnStep(TrainingStep step)
    {
        _loss = _loss is { } loss ? loss + Smoothing * (step.Loss - loss) : step.Loss;
        _line.Show(step.Step, step.TotalSteps, () => string.Create(
            CultureInfo.InvariantCulture,
            $"step {step.Step}/{step.TotalSteps}  loss {_loss:0.000}{HeldOut()}  {step.TokensPerSecond:N0} tokens/s  {ProgressLine.Format(step.Remaining)} left"));
    }

    public void OnEvaluation(TrainingEvaluation evaluation) => _heldOut = evaluation.Loss;

    public void OnCheckpoint(string path)
    {
    }

    public void OnMessage(string message)
    {
        _line.End();
        screen.Line("  " + message);
    }

    public void End() => _line.End();

    private string HeldOut() => _heldOut is { } loss ? string.Create(CultureInfo.InvariantCulture, $"  held-out {loss:0.000}") : "";
}
