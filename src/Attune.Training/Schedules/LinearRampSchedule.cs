namespace Attune.Training;

/// <summary>A straight line from one factor to another over some steps, constant afterwards, as PyTorch's LinearLR.</summary>
/// <param name="Steps">The steps of the line; 1 or more.</param>
/// <param name="Start">The first factor; a third by default.</param>
/// <param name="End">The last factor; 1 by default.</param>
public sealed record LinearRampSchedule(int Steps, double Start = 1.0 / 3, double End = 1) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps)
    {
        int length = Math.Max(1, Steps);
        return Start + ((End - Start) * Math.Min(step, length) / length);
    }
}
