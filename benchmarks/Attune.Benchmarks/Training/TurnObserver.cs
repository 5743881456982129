using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune.Training;

namespace Attune.Benchmarks.Training;

/// <summary>Times our steps, and after every few lets the peer do as many while we wait.</summary>
internal sealed class TurnObserver(PeerProcess? peer, int stepsPerTurn) : ITrainingObserver
{
    private long _stepBegan;

    public List<double> Seconds { get; } = [];

    public List<double> Losses { get; } = [];

    public List<double> PeerSeconds { get; } = [];

    public List<double> PeerLosses { get; } = [];

    public void Begin() => _stepBegan = Stopwatch.GetTimestamp();

    public void OnStep(TrainingStep step)
    {
        Seconds.Add(Stopwatch.GetElapsedTime(_stepBegan).TotalSeconds);
        Losses.Add(step.Loss);
        if (peer is not null && (step.Step % stepsPerTurn == 0 || step.Step == step.TotalSteps))
        {
            var answer = peer.Ask((step.Step - PeerLosses.Count).ToString(CultureInfo.InvariantCulture));
            PeerSeconds.AddRange(Numbers(answer, "seconds"));
            PeerLosses.AddRange(Numbers(answer, "losses"));
        }

        _stepBegan = Stopwatch.GetTimestamp();
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

    private static IEnumerable<double> Numbers(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());
}
