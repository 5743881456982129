using System.Runtime.InteropServices;
using Attune.Models;
using Attune.Pretrain.Tokenization;
using Attune.Tensors;
using Attune.Text.Tokenizers;
using Attune.Training;

namespace Attune.Pretrain.Training;

/// <summary>
/// <c>train [--minutes M | --steps N] [--out FOLDER] [--run FOLDER] [--batch BLOCKS] [--rate R] [--threads N] [--seed N] [--tokenizer FOLDER]</c>:
/// trains attune/tiny from fresh weights and writes it as a model folder. Run again, it goes on from the newest checkpoint.
/// </summary>
internal static class TrainVerb
{
    private const int MicroBatchTokens = 4096;
    private const int ValidationTokens = 60_000;
    private const double WarmupFraction = 0.03;

    public static int Run(string[] args)
    {
        var options = new Options(args);
        string folder = options.Text("--out", TinyModel.Folder);
        string run = options.Text("--run", "artifacts/pretrain/attune-tiny");
        int threads = (int)options.Number("--threads", Environment.ProcessorCount);
        Tokenizer tokenizer = Tokenizer.Load(options.Text("--tokenizer", TinyModel.Folder));
        TrainPlan plan = TrainPlan.Find(run) ?? NewPlan(options, tokenizer, threads);
        plan.Save(run);
        Console.WriteLine($"{plan.Steps} steps of {plan.BatchSize} blocks of {TinyModel.ContextLength} tokens, {plan.Tokens / 1e6:0.0} M tokens of text; run folder {run}");

        TokenCorpus train = TokenizedCorpus.Make(tokenizer, plan.Seed, plan.Tokens, threads);
        TokenCorpus validation = TokenizedCorpus.Make(tokenizer, plan.Seed + 1, ValidationTokens, threads);
        Console.WriteLine($"{train.DocumentCount} documents, {train.TokenCount} tokens; {validation.TokenCount} tokens of other text for validation");
        using var backend = new CpuBackend(threads);
        ICausalLanguageModel model = Model.Initialize(TinyModel.Configuration, backend, plan.Seed);
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var training = new TrainingOptions
        {
            Epochs = 1000,
            MaxSteps = plan.Steps,
            BatchSize = plan.BatchSize,
            MicroBatchTokens = MicroBatchTokens,
            Seed = plan.Seed,
            EvaluateEverySteps = Math.Max(20, plan.Steps / 20),
            CheckpointEverySteps = 100,
            MetricsPath = Path.Combine(run, "metrics.jsonl"),
        };
        var adamW = new AdamWOptions { LearningRate = plan.LearningRate, Beta2 = 0.95, WeightDecay = 0.1 };
        TrainingResult result;
        try
        {
            result = LanguageModelTraining.Run(
                model, train, validation, TinyModel.ContextLength, training, adamW,
                new CosineSchedule(Warmup.Fraction(WarmupFraction), Minimum: 0.05), new CheckpointStore(Path.Combine(run, "checkpoints")), new ConsoleProgress(), cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped; the same command goes on from the checkpoint.");
            return 130;
        }

        Directory.CreateDirectory(folder);
        BaseFiles.Write(tokenizer, folder);
        Model.Save(model, folder, StorageType.BFloat16);
        File.WriteAllText(Path.Combine(folder, "README.md"), ModelCard.Write(plan, result, train, threads, Path.Combine(run, "metrics.jsonl")));
        Console.WriteLine($"{folder}: validation loss {result.BestValidationLoss:0.000}");
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            cancellation.Cancel();
        }
    }

    private static TrainPlan NewPlan(Options options, Tokenizer tokenizer, int threads)
    {
        int batch = (int)options.Number("--batch", 8);
        ulong seed = (ulong)options.Number("--seed", 7);
        int steps = (int)options.Number("--steps", 0);
        if (steps == 0)
        {
            TokenCorpus some = TokenizedCorpus.Make(tokenizer, seed, 100_000, threads);
            steps = TrainPlan.StepsIn(options.Real("--minutes", 60), some, batch, MicroBatchTokens, threads);
        }

        // Blocks are not quite full, so this is a little more than one epoch needs: no document is met twice.
        long tokens = options.Number("--tokens", (long)steps * batch * TinyModel.ContextLength);
        return new TrainPlan(steps, tokens, batch, options.Real("--rate", 2e-3), seed);
    }
}
