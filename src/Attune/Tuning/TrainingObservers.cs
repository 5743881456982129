using Attune.Training;

namespace Attune.Tuning;

/// <summary>Passes everything on to several observers, in their order.</summary>
internal sealed class TrainingObservers(params ITrainingObserver[] observers) : ITrainingObserver
{
    public void OnStep(TrainingStep step) => Array.ForEach(observers, observer => observer.OnStep(step));

    public void OnEvaluation(TrainingEvaluation evaluation) => Array.ForEach(observers, observer => observer.OnEvaluation(evaluation));

    public void OnCheckpoint(string path) => Array.ForEach(observers, observer => observer.OnCheckpoint(path));

    public void OnMessage(string message) => Array.ForEach(observers, observer => observer.OnMessage(message));
}
