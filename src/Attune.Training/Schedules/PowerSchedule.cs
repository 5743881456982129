namespace Attune.Training;

/// <summary>(1 - t / n)^power over n steps and 0 afterwards, as PyTorch's PolynomialLR.</summary>
/// <param name="Steps">n; 1 or more.</param>
/// <param name="Power">The power; 1 by default.</param>
public sealed record PowerSchedule(int Steps, double Power = 1) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int length = Math.Max(1, Steps);
        return step >= length ? 0 : PortablePower.Of(1 - (step / (double)length), Power);
    }
}
