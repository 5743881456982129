namespace Attune.Training;

/// <summary>gamma^t, as PyTorch's ExponentialLR.</summary>
/// <param name="Gamma">The factor of each step.</param>
/// <param name="Warmup">A rise before, during which the fall has begun already; none by default.</param>
public sealed record ExponentialSchedule(double Gamma, Warmup Warmup = default) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps) => Warmup.Place(step, totalSteps).Rising ?? PortablePower.Of(Gamma, step);
}
