namespace Attune.Training;

/// <summary>The rate is multiplied by <paramref name="Gamma"/> at each of some steps, as PyTorch's MultiStepLR does.</summary>
/// <param name="Milestones">The steps, counted from 0; one that stands twice counts twice.</param>
/// <param name="Gamma">The factor; 0.1 by default.</param>
public sealed record MultiStepSchedule(IReadOnlyList<int> Milestones, double Gamma = 0.1) : ISchedule
{
    /// <inheritdoc/>
    public double Factor(int step, int totalSteps) => PortablePower.Of(Gamma, Milestones.Count(milestone => milestone <= step));
}
