namespace Attune.Training;

/// <summary>The rate is multiplied by <paramref name="Gamma"/> every <paramref name="Steps"/> steps, as PyTorch's StepLR does.</summary>
/// <param name="Steps">The interval; 1 or more.</param>
/// <param name="Gamma">The factor; 0.1 by default.</param>
/// <param name="Warmup">A rise before, during which intervals run already; none by default.</param>
public sealed record StepSchedule(int Steps, double Gamma = 0.1, Warmup Warmup = default) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps) =>
        Warmup.Place(step, totalSteps).Rising ?? PortablePower.Of(Gamma, step / Math.Max(1, Steps));
}
