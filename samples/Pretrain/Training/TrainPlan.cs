using System.Diagnostics;
using System.Text.Json;
using Attune.Models;
using Attune.Tensors;
using Attune.Training;

namespace Attune.Pretrain.Training;

/// <summary>How long a run is and what it learns from; kept beside the checkpoints, so that a run goes on as it was begun.</summary>
internal sealed record TrainPlan(int Steps, long Tokens, int BatchSize, double LearningRate, ulong Seed)
{
    private const int TrialSteps = 8;

    /// <summary>Evaluations, checkpoints, and steps that are slower than the fastest.</summary>
    private const double Overhead = 1.06;

    private const string FileName = "plan.json";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static TrainPlan? Find(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<TrainPlan>(File.ReadAllText(path)) : null;
    }

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, s_json));
    }

    /// <summary>The steps that fit into a time, from a short trial with a model that is thrown away.</summary>
    public static int StepsIn(double minutes, TokenCorpus corpus, int batchSize, int microBatchTokens, int threads)
    {
        using var backend = new CpuBackend(threads);
        ICausalLanguageModel model = Model.Initialize(TinyModel.Configuration, backend, seed: 1);
        var clock = new TrialClock();
        var options = new TrainingOptions { MaxSteps = TrialSteps, Epochs = 1000, BatchSize = batchSize, MicroBatchTokens = microBatchTokens, CheckpointEverySteps = 0 };
        LanguageModelTraining.Run(model, corpus, validation: null, TinyModel.ContextLength, options, new AdamWOptions(), new ConstantSchedule(), observer: clock);
        return Math.Max(1, (int)(minutes * 60 / (clock.SecondsPerStep * Overhead)));
    }

    /// <summary>Times the fastest step: the first ones are compiled while they run.</summary>
    private sealed class TrialClock : ITrainingObserver
    {
        private long _before = Stopwatch.GetTimestamp();

        public double SecondsPerStep { get; private set; } = double.PositiveInfinity;

        public void OnStep(TrainingStep step)
        {
            SecondsPerStep = Math.Min(SecondsPerStep, Stopwatch.GetElapsedTime(_before).TotalSeconds);
            _before = Stopwatch.GetTimestamp();
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
}
