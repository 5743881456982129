using System.Globalization;
using Attune.Training;

namespace Attune.Pretrain.Training;

/// <summary>A line every few steps.</summary>
internal sealed class ConsoleProgress : ITrainingObserver
{
    private const int EverySteps = 10;

    private double _loss;
    private int _count;

    public void OnStep(TrainingStep step)
    {
        _loss += step.Loss;
        _count++;
        if (step.Step % EverySteps != 0 && step.Step != step.TotalSteps)
            return;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"step {step.Step,6}/{step.TotalSteps}  loss {_loss / _count:0.000}  rate {step.LearningRate:0.00e0}  norm {step.GradientNorm:0.00}  {step.TokensPerSecond,7:0} tokens/s  {step.Remaining:hh\\:mm\\:ss} left"));
        (_loss, _count) = (0, 0);
    }

    public void OnEvaluation(TrainingEvaluation evaluation) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {evaluation.Step,6}  validation loss {evaluation.Loss:0.0000}"));

    public void OnCheckpoint(string path)
    {
    }

    public void OnMessage(string message) => Console.WriteLine(message);
}
