namespace Attune.Training;

/// <summary>Hears how a run goes: a console, a dashboard, a test. Called on the training thread, which waits.</summary>
public interface ITrainingObserver
{
    /// <summary>After every step.</summary>
    void OnStep(TrainingStep step);

    /// <summary>After every measurement of the validation loss.</summary>
    void OnEvaluation(TrainingEvaluation evaluation);

    /// <summary>After a checkpoint is safely on disk.</summary>
    /// <param name="path">Its folder.</param>
    void OnCheckpoint(string path);

    /// <summary>What else a person should know, such as where the run goes on from; one sentence.</summary>
    void OnMessage(string message);
}
