namespace Attune.Training;

/// <summary>Hears nothing.</summary>
internal sealed class SilentObserver : ITrainingObserver
{
    public static SilentObserver Instance { get; } = new();

    public void OnStep(TrainingStep step)
    {
    }

    public void OnEvaluation(TrainingEvaluation evaluation)
    {
    }

    public void OnCheckpoint(string path)
    {
    }

    public void OnMessage(string message)
    {
    }
}
