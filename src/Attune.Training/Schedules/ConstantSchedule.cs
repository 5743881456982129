namespace Attune.Training;

/// <summary>The peak learning rate throughout, after warm-up.</summary>
/// <param name="Warmup">The rise before it; none by default.</param>
public sealed record ConstantSchedule(Warmup Warmup = default) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps) => Warmup.Place(step, totalSteps).Rising ?? 1;
}
