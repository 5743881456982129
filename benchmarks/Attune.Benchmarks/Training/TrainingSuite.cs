using System.Globalization;
using System.Text.Json;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Benchmarks.Training;

/// <summary>
/// Full training of a Llama of 10 or 135 million parameters (<c>--shape</c>) in float32 beside PyTorch in eager mode: same weights, same batches, same optimizer, in
/// turns of a few steps. The environment variable ATTUNE_PEER holds the command that runs Python with PyTorch and
/// transformers; without it only our own speed is printed.
/// </summary>
internal static class TrainingSuite
{
    private const int StepsPerTurn = 2, WarmUpSteps = 2;

    // What the reference's own loss differs by between its kernels over ten steps (3e-5 on random tiny models).
    private const double LossTolerance = 3e-5;

    public static int Run(string[] args)
    {
        var workload = new TrainingWorkload(
            ModelShapes.Named(SuiteOptions.Text(args, "--shape", "10m")), Threads: SuiteOptions.Number(args, "--threads", 2),
            BlocksPerStep: SuiteOptions.Number(args, "--blocks", 4), Steps: SuiteOptions.Number(args, "--steps", 10));
        int microBatchTokens = SuiteOptions.Number(args, "--micro", 2 * TrainingWorkload.BlockLength);
        string folder = Directory.CreateTempSubdirectory("attune-benchmark-").FullName;
        try
        {
            using var backend = new CpuBackend(workload.Threads);
            var model = workload.CreateModel(backend);
            var examples = workload.CreateExamples(model.Configuration.VocabularySize);
            using var peer = StartPeer(workload, model, examples, folder);
            var observer = new TurnObserver(peer, StepsPerTurn);
            double before = backend.MeasurePeak(TimeProvider.System);
            Train(workload, model, examples, microBatchTokens, observer);
            int status = Report(workload, observer);
            double work = StepCost.For(model, microBatchTokens, TrainingWorkload.BlockLength).FlopsPerToken;
            ReportFloor(workload, work, Math.Max(before, backend.MeasurePeak(TimeProvider.System)), observer);
            return status;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Train(
        TrainingWorkload workload, ICausalLanguageModel model, List<TrainingExample> examples, int microBatchTokens, TurnObserver observer)
    {
        var batches = new ExampleBatches(examples, workload.BlocksPerStep, microBatchTokens, seed: null);
        var options = new TrainingOptions { Epochs = 1, MaxGradientNorm = TrainingWorkload.MaxGradientNorm };
        var adamW = new AdamWOptions
        {
            LearningRate = TrainingWorkload.LearningRate,
            WeightDecay = TrainingWorkload.WeightDecay,
            Groups = [],
        };
        var loop = new TrainingLoop(model, batches, null, options, adamW, new ConstantSchedule(), null, observer);
        observer.Begin();
        loop.Run();
    }

    private static PeerProcess? StartPeer(
        TrainingWorkload workload, ICausalLanguageModel model, List<TrainingExample> examples, string folder)
    {
        long parameters = model.Parameters.Sum(parameter => (long)parameter.Value.Shape.ElementCount);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Llama, {parameters:N0} parameters, {workload.BlocksPerStep} blocks of {TrainingWorkload.BlockLength} tokens a step, {workload.Threads} threads"));
        if (Environment.GetEnvironmentVariable("ATTUNE_PEER") is not { Length: > 0 } command)
        {
            Console.WriteLine("ATTUNE_PEER is not set: no comparison.");
            return null;
        }

        Model.Save(model, Path.Combine(folder, "model"));
        var settings = new Dictionary<string, double>
        {
            ["learningRate"] = TrainingWorkload.LearningRate,
            ["weightDecay"] = TrainingWorkload.WeightDecay,
            ["maxGradientNorm"] = TrainingWorkload.MaxGradientNorm,
        };
        string json = JsonSerializer.Serialize(settings).Insert(1, $"\"threads\":{workload.Threads},");
        File.WriteAllText(Path.Combine(folder, "settings.json"), json);
        var batches = examples.Select(example => example.TokenIds).Chunk(workload.BlocksPerStep);
        File.WriteAllText(Path.Combine(folder, "batches.json"), JsonSerializer.Serialize(batches));
        var peer = new PeerProcess(command, "llama_training.py", folder);
        Console.WriteLine($"peer: {peer.Read().GetProperty("about").GetString()}");
        return peer;
    }

    private static int Report(TrainingWorkload workload, TurnObserver observer)
    {
        double ours = Median(observer.Seconds), speed = workload.TokensPerStep / ours;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Attune   {speed,8:N0} tokens/s  ({ours * 1000:N0} ms a step)"));
        if (observer.PeerSeconds.Count == 0)
            return 0;
        double theirs = Median(observer.PeerSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"PyTorch  {workload.TokensPerStep / theirs,8:N0} tokens/s  ({theirs * 1000:N0} ms a step)"));
        double gap = observer.Losses.Zip(observer.PeerLosses, (left, right) => Math.Abs(left - right)).Max();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio    {theirs / ours:N2} x  losses {observer.Losses[0]:N4} to {observer.Losses[^1]:N4}, largest difference {gap:E1} (allowed {LossTolerance:E0})"));
        return gap <= LossTolerance ? 0 : 1;
    }

    /// <summary>What the multiplications of a token would take alone, at the machine's best of before and after the run.</summary>
    private static void ReportFloor(TrainingWorkload workload, double work, double peak, TurnObserver observer)
    {
        double ours = workload.TokensPerStep / Median(observer.Seconds);
        string theirs = observer.PeerSeconds.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", PyTorch at {work * workload.TokensPerStep / Median(observer.PeerSeconds) / peak:P0}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"floor    {work / 1e6:N0} MFLOP a token in products, {peak / 1e9:N0} GFLOP/s at most on {workload.Threads} threads: no more than {peak / work:N0} tokens/s; Attune is at {work * ours / peak:P0} of it{theirs}"));
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Skip(WarmUpSteps).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
