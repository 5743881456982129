namespace Attune.Training;

/// <summary>
/// 1 / sqrt((t - w + s) / s) after warm-up over w steps (the form of the transformers library; Vaswani and others, 2017, for s = w).
/// It does not know the end of the run.
/// </summary>
/// <param name="Warmup">The rise before it; none by default.</param>
/// <param name="Timescale">s, the steps in which the rate falls to 1 / sqrt(2); 0, the default, for the warm-up's, or 10,000 without one.</param>
public sealed record InverseSquareRootSchedule(Warmup Warmup = default, int Timescale = 0) : ISchedule
{
    private const int UsualTimescale = 10_000;

    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int warmup = Warmup.StepsOf(totalSteps);
        if (step < warmup)
            return step / (double)warmup;
        int scale = Timescale > 0 ? Timescale : warmup > 0 ? warmup : UsualTimescale;
        return 1 / Math.Sqrt((step + (double)scale - warmup) / scale);
    }
}
