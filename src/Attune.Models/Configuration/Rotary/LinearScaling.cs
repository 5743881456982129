namespace Attune.Models;

/// <summary>Every frequency divided by a factor (position interpolation; Chen and others, 2023).</summary>
/// <param name="Factor">The factor.</param>
public sealed record LinearScaling(double Factor) : IRotaryScaling
{
    /// <inheritdoc/>
    public string Kind => "linear";

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context) => 1;

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        foreach (ref var frequency in frequencies)
            frequency /= Factor;
    }
}
