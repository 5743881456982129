using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.LoraTraining;

/// <summary>Our side, in a process of its own: as many steps as a line asks for, answered as the peer answers.</summary>
internal sealed class LoraTrainee : ITrainingObserver
{
    private readonly List<double> _seconds = [], _losses = [];
    private int _wanted;
    private long _began;

    /// <param name="folder">The folder with model, adapter and rows.</param>
    /// <param name="args">Threads, tokens of a micro-batch.</param>
    public static int Run(string folder, string[] args)
    {
        using var backend = new CpuBackend(SuiteOptions.Number(args, "--threads", 2));
        var model = Model.Load(Path.Combine(folder, "model"), backend);
        Adapter.Load(model, Path.Combine(folder, "adapter"));
        var batches = new ExampleBatches(
            LoraWorkload.Read(Path.Combine(folder, "batches.json")), LoraWorkload.RowsPerStep,
            SuiteOptions.Number(args, "--micro", new TrainingOptions().MicroBatchTokens), seed: null, model.CanSharePrefixes);
        var options = new TrainingOptions { Epochs = 1, MaxGradientNorm = LoraWorkload.MaxGradientNorm };
        var optimizer = new AdamWOptions { LearningRate = LoraWorkload.LearningRate, Groups = [] };
        var trainee = new LoraTrainee();
        double flops = StepCost.For(model, 1024, LoraWorkload.MeanTokens, LoraWorkload.SupervisedShare).FlopsPerToken;
        trainee.Begin(backend.MeasurePeak(TimeProvider.System), flops);
        new TrainingLoop(model, batches, null, options, optimizer, new ConstantSchedule(), null, trainee).Run();
        return 0;
    }

    public void OnStep(TrainingStep step)
    {
        _seconds.Add(Stopwatch.GetElapsedTime(_began).TotalSeconds);
        _losses.Add(step.Loss);
        if (_seconds.Count == _wanted)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { seconds = _seconds, losses = _losses, peak = PeakResident.Mebibytes() }));
            _seconds.Clear();
            _losses.Clear();
            if (step.Step < step.TotalSteps)
                AwaitRequest();
        }

        _began = Stopwatch.GetTimestamp();
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

    private void Begin(double peakFlops, double flopsPerToken)
    {
        Console.WriteLine(JsonSerializer.Serialize(new { peakFlops, flopsPerToken }));
        AwaitRequest();
        _began = Stopwatch.GetTimestamp();
    }

    private void AwaitRequest() => _wanted = int.Parse(Console.ReadLine() ?? "0", CultureInfo.InvariantCulture);
}
