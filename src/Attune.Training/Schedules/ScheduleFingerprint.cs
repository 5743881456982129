using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Attune.Training;

/// <summary>A hash of what a schedule does. It is known by its values: at every step, but in very long runs.</summary>
public static class ScheduleFingerprint
{
    private const int MostSteps = 1 << 16, Evaluations = 256;

    /// <summary>The hash of a schedule in a run of so many steps, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="totalSteps">The steps of the run.</param>
    public static string Of(ISchedule schedule, int totalSteps)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddTo(hash, schedule, totalSteps);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    internal static void AddTo(IncrementalHash hash, ISchedule schedule, int totalSteps)
    {
        int samples = Math.Min(totalSteps, MostSteps);
        for (long sample = 0; sample < samples; sample++)
        {
            int step = (int)(sample * totalSteps / samples);
            hash.AppendData(MemoryMarshal.AsBytes([schedule.Factor(step, totalSteps)]));
            if (schedule is IMomentumSchedule momentum)
                hash.AppendData(MemoryMarshal.AsBytes([momentum.Momentum(step, totalSteps)]));
        }

        if (schedule is IFeedbackSchedule feedback)
            AddFeedback(hash, feedback);
    }

    /// <summary>What it makes of losses that fall ever less, stay, and rise.</summary>
    private static void AddFeedback(IncrementalHash hash, IFeedbackSchedule schedule)
    {
        var known = schedule.Begin;
        double loss = 1, fall = 0.5;
        for (int evaluation = 0; evaluation < Evaluations; evaluation++)
        {
            known = schedule.After(known, loss);
            hash.AppendData(MemoryMarshal.AsBytes([known.Factor]));
            loss += evaluation < Evaluations / 4 ? -(fall /= 2) : evaluation < Evaluations * 3 / 4 ? 0 : 0.01;
        }
    }
}
