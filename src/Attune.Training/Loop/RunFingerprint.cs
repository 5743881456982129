using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Training;

/// <summary>A hash of all that decides a run's numbers: trained parameters, options, schedule and data. The number of threads is not among them.</summary>
internal static class RunFingerprint
{
    private const int ScheduleSamples = 256;

    public static string Compute(
        IReadOnlyList<TrainedTensor> trained, TrainingOptions options, AdamWOptions adamW, ISchedule schedule,
        IBatchSource train, IBatchSource? validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in trained)
            Add(hash, $"{parameter.Name} {parameter.Value.Shape}");
        Add(hash, string.Create(CultureInfo.InvariantCulture,
            $"{options.Epochs:R} {options.MaxSteps} {options.BatchSize} {options.MicroBatchTokens} {options.Seed} {options.MaxGradientNorm:R} {options.EvaluateEverySteps} {options.Patience}"));
        Add(hash, string.Create(CultureInfo.InvariantCulture,
            $"{adamW.LearningRate:R} {adamW.Beta1:R} {adamW.Beta2:R} {adamW.Epsilon:R} {adamW.WeightDecay:R}"));
        foreach (var group in adamW.Groups)
            Add(hash, string.Create(CultureInfo.InvariantCulture, $"{group.NamePattern} {group.WeightDecay:R} {group.LearningRateFactor:R}"));
        AddSchedule(hash, schedule, options.TotalSteps(train.BatchesPerEpoch));
        train.AddTo(hash);
        validation?.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>A schedule is known by its values.</summary>
    private static void AddSchedule(IncrementalHash hash, ISchedule schedule, int totalSteps)
    {
        for (long sample = 0; sample < ScheduleSamples; sample++)
        {
            double factor = schedule.Factor((int)(sample * totalSteps / ScheduleSamples), totalSteps);
            hash.AppendData(MemoryMarshal.AsBytes([factor]));
        }
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
