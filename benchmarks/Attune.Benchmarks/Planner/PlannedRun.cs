using System.Diagnostics;
using System.Text.Json;
using Attune.Benchmarks.LoraTraining;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.Planner;

/// <summary>A kind of training that is planned and then done.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Adapter">The adapter, or null for full training.</param>
/// <param name="Frozen">How the base is kept, or null for floats.</param>
/// <param name="RecomputesLayers">Whether the backward pass computes each layer once more.</param>
/// <param name="Paged">Whether the optimizer's state lies in a file.</param>
internal sealed record PlannedRun(string Name, IAdapterOptions? Adapter, FrozenStorage? Frozen, bool RecomputesLayers, bool Paged = false)
{
    private const int Steps = 3;

    private static readonly LoraOptions Lora = new(LoraWorkload.Rank, LoraWorkload.Alpha, 0, [LoraOptions.AllLinear]);

    public static IReadOnlyList<PlannedRun> All { get; } =
    [
        new("lora", Lora, null, false), new("lora-recomputed", Lora, null, true),
        new("qlora", Lora, FrozenStorage.Nf4, false), new("qlora-recomputed", Lora, FrozenStorage.Nf4, true),
        new("full", null, null, false), new("full-recomputed", null, null, true),
        new("full-paged", null, null, false, Paged: true),
    ];

    private IOptimizer Optimizer => new AdamWOptions { Paged = Paged };

    public static PlannedRun Named(string name) => All.Single(run => run.Name == name);

    /// <summary>What the planner says, in bytes, given what a person who plans knows of the rows.</summary>
    public long Estimate(ModelConfiguration shape, int microBatchTokens)
    {
        var rows = LoraWorkload.Examples(Steps, shape.VocabularySize);
        double tokens = rows.Sum(row => row.TokenIds.Length), supervised = rows.Sum(row => row.SupervisedTokens);
        return StepCost.For(
            ModelLayout.Of(shape, Adapter), microBatchTokens, tokens / rows.Count, supervised / tokens, Optimizer, Frozen,
            recomputesLayers: RecomputesLayers).ResidentBytes;
    }

    public int Train(string folder, string[] args)
    {
        using var backend = new CpuBackend(SuiteOptions.Number(args, "--threads", 2));
        var model = Model.Load(folder, backend, Frozen);
        if (Adapter is not null)
            Models.Adapter.Attach(model, Adapter, seed: 1);
        int micro = SuiteOptions.Number(args, "--micro", new TrainingOptions().MicroBatchTokens);
        var rows = LoraWorkload.Examples(Steps, model.Configuration.VocabularySize);
        var batches = new ExampleBatches(rows, LoraWorkload.RowsPerStep, micro, seed: null);
        var options = new TrainingOptions { Epochs = 1, RecomputesLayers = RecomputesLayers };
        var observer = new LastStep();
        long began = Stopwatch.GetTimestamp();
        new TrainingLoop(model, batches, null, options, Optimizer, new ConstantSchedule(), null, observer).Run();
        double speed = rows.Sum(row => (double)row.TokenIds.Length) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            peak = PeakResident.Mebibytes(),
            speed,
            tensors = backend.PeakBytesInUse / (double)(1 << 20),
            loss = observer.Loss,
        }));
        return 0;
    }

    private sealed class LastStep : ITrainingObserver
    {
        public double Loss { get; private set; }

        public void OnStep(TrainingStep step) => Loss = step.Loss;

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
}
