namespace Attune.Training.Tests.Support;

internal sealed class RecordingObserver : ITrainingObserver
{
    public List<TrainingStep> Steps { get; } = [];

    public List<TrainingEvaluation> Evaluations { get; } = [];

    public List<string> Checkpoints { get; } = [];

    public List<string> Messages { get; } = [];

    /// <summary>Called after each step, on the training thread.</summary>
    public Action<TrainingStep>? AfterStep { get; set; }

    public double[] Losses => [.. Steps.Select(step => step.Loss)];

    public void OnStep(TrainingStep step)
    {
        Steps.Add(step);
        AfterStep?.Invoke(step);
    }

    public void OnEvaluation(TrainingEvaluation evaluation) => Evaluations.Add(evaluation);

    public void OnCheckpoint(string path) => Checkpoints.Add(path);

    public void OnMessage(string message) => Messages.Add(message);
}
