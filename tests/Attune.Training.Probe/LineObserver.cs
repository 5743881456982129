namespace Attune.Training.Probe;

/// <summary>
/// Says what happens, one line each, and for each line takes one from the input, waiting for it: whoever started the
/// program decides how far it may run before it is killed. A closed input lets it run to the end.
/// </summary>
internal sealed class LineObserver : ITrainingObserver
{
    public void OnStep(TrainingStep step) => Say($"step {step.Step}");

    public void OnEvaluation(TrainingEvaluation evaluation) => Say($"evaluation {evaluation.Loss:R}");

    public void OnCheckpoint(string path) => Say("checkpoint");

    public void OnMessage(string message) => Say($"message {message}");

    private static void Say(string line)
    {
        Console.WriteLine(line);
        Console.ReadLine();
    }
}
