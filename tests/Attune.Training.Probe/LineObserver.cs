namespace Attune.Training.Probe;

internal sealed class LineObserver : ITrainingObserver
{
    public void OnStep(TrainingStep step) => Console.WriteLine($"step {step.Step}");

    public void OnEvaluation(TrainingEvaluation evaluation) => Console.WriteLine($"evaluation {evaluation.Loss:R}");

    public void OnCheckpoint(string path) => Console.WriteLine("checkpoint");

    public void OnMessage(string message) => Console.WriteLine($"message {message}");
}
