using Attune.Models;

namespace Attune.Training;

/// <summary>What a real step took on this machine.</summary>
/// <param name="TokensPerSecond">Tokens of rows a second, forward and backward.</param>
/// <param name="PeakBytes">The most memory the tensors held, weights included.</param>
/// <param name="Steps">The steps measured, after one to warm up.</param>
public sealed record SpeedProbeResult(double TokensPerSecond, long PeakBytes, int Steps)
{
    /// <summary>The time so many tokens take at this speed.</summary>
    public TimeSpan TimeFor(double tokens) => TimeSpan.FromSeconds(tokens / TokensPerSecond);
}

/// <summary>Times forward and backward passes of real batches; the weights stay as they are.</summary>
public static class SpeedProbe
{
    /// <summary>Measures whole batches until <paramref name="atLeast"/> has passed.</summary>
    /// <param name="model">The model, with its adapter attached if one is trained.</param>
    /// <param name="data">The training data; its first batches are used.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="atLeast">How long to measure; a second where null. One batch is measured in any case.</param>
    /// <param name="recomputesLayers">Whether the backward pass computes each layer once more.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public static SpeedProbeResult Measure(
        ICausalLanguageModel model, IBatchSource data, TimeProvider clock, TimeSpan? atLeast = null,
        bool recomputesLayers = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(clock);
        var pass = new GradientPass(model, seed: 0, recomputesLayers);
        model.Backend.ResetPeak();
        RunBatch(0);
        var (tokens, steps, begin) = (0L, 0, clock.GetTimestamp());
        do
        {
            cancellation.ThrowIfCancellationRequested();
            tokens += RunBatch(steps % data.BatchesPerEpoch);
            steps++;
        }
        while (clock.GetElapsedTime(begin) < (atLeast ?? TimeSpan.FromSeconds(1)));
        double seconds = Math.Max(clock.GetElapsedTime(begin).TotalSeconds, 1e-9);
        return new SpeedProbeResult(tokens / seconds, model.Backend.PeakBytesInUse, steps);

        int RunBatch(int number)
        {
            var batch = data.GetBatch(number);
            pass.Run(batch, number);
            foreach (var parameter in model.Parameters)
                parameter.Value.Gradient = null;
            return batch.RowTokens;
        }
    }
}
