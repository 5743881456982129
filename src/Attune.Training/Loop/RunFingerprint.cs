using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Attune.Training;

/// <summary>A hash of all that decides a run's numbers: trained parameters, options, optimizer, schedule and data. The number of threads is not among them.</summary>
internal static class RunFingerprint
{
    public static string Compute(
        IReadOnlyList<TrainedTensor> trained, TrainingOptions options, IOptimizer optimizer, ISchedule schedule,
        IBatchSource train, IBatchSource? validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in trained)
            Add(hash, $"{parameter.Name} {parameter.Value.Shape}");
        Add(hash, string.Create(CultureInfo.InvariantCulture,
            $"{options.Epochs:R} {options.MaxSteps} {options.BatchSize} {options.MicroBatchTokens} {options.Seed} {options.MaxGradientNorm:R} {options.MaxGradientValue:R} {options.EvaluateEverySteps} {options.Patience}"));
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{optimizer.Name} {optimizer.LearningRate:R} {optimizer.WeightDecay:R}"));
        Add(hash, optimizer.Settings);
        foreach (var group in optimizer.Groups)
        {
            Add(hash, string.Create(
                CultureInfo.InvariantCulture, $"{group.NamePattern} {group.WeightDecay:R} {group.LearningRateFactor:R} {group.FirstEpoch}"));
        }

        ScheduleFingerprint.AddTo(hash, schedule, options.TotalSteps(train.BatchesPerEpoch));
        train.AddTo(hash);
        validation?.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
