namespace Attune.Models;

/// <summary>Llama 3.1's: long waves divided by the factor, short ones kept, a smooth passage between.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="LowFrequencyFactor">Waves longer than the original context divided by this are stretched in full.</param>
/// <param name="HighFrequencyFactor">Waves shorter than the original context divided by this are kept; above the former.</param>
/// <param name="OriginalMaxPositions">The context that the model was first trained on, in tokens.</param>
public sealed record Llama3Scaling(double Factor, double LowFrequencyFactor, double HighFrequencyFactor, int OriginalMaxPositions) : IRotaryScaling
{
    /// <inheritdoc/>
    public string Kind => "llama3";

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context) => 1;

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        foreach (ref var frequency in frequencies)
            frequency = Stretched(frequency);
    }

    private double Stretched(double frequency)
    {
        var wavelength = 2 * Math.PI / frequency;
        if (wavelength > OriginalMaxPositions / LowFrequencyFactor)
            return frequency / Factor;
        if (wavelength < OriginalMaxPositions / HighFrequencyFactor)
            return frequency;
        var kept = ((OriginalMaxPositions / wavelength) - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor);
        return ((1 - kept) * frequency / Factor) + (kept * frequency);
    }
}
