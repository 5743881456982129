namespace Attune.Models;

/// <summary>
/// YaRN (Peng and others, 2023): frequencies that turn often in the original context are kept, those that turn seldom are
/// divided by the factor, with a linear passage between; cosines and sines grow a little.
/// </summary>
/// <param name="Factor">The factor.</param>
/// <param name="OriginalMaxPositions">The context that the model was first trained on, in tokens.</param>
public sealed record YarnScaling(double Factor, int OriginalMaxPositions) : IRotaryScaling
{
    /// <summary>Turns in the original context from which a frequency is kept.</summary>
    /// <value>Default 32.</value>
    public double FastTurns { get; init; } = 32;

    /// <summary>Turns in the original context up to which a frequency is divided in full.</summary>
    /// <value>Default 1.</value>
    public double SlowTurns { get; init; } = 1;

    /// <summary>Whether the ends of the passage are rounded outwards to whole pairs of channels.</summary>
    /// <value>Default true.</value>
    public bool Truncates { get; init; } = true;

    /// <summary>What cosines and sines are multiplied by.</summary>
    /// <value>Default null: 0.1 ln(factor) + 1, or what <see cref="Magnitudes"/> give.</value>
    public double? Attention { get; init; }

    /// <summary>Two weights on ln(factor) whose quotient of 0.1 weight ln(factor) + 1 takes the place of the default (<c>mscale</c>, <c>mscale_all_dim</c>).</summary>
    /// <value>Default null.</value>
    public (double Numerator, double Denominator)? Magnitudes { get; init; }

    /// <inheritdoc/>
    public string Kind => "yarn";

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context) => Attention
        ?? (Magnitudes is { } weights ? Magnitude(weights.Numerator) / Magnitude(weights.Denominator) : Magnitude(1));

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        double low = PairOf(FastTurns, context), high = PairOf(SlowTurns, context);
        if (Truncates)
            (low, high) = (Math.Floor(low), Math.Ceiling(high));
        (low, high) = (Math.Max(low, 0), Math.Min(high, context.Dimensions - 1));
        if (low == high)
            high += 0.001;
        for (var i = 0; i < frequencies.Length; i++)
        {
            var divided = Math.Clamp((i - low) / (high - low), 0, 1);
            frequencies[i] = (frequencies[i] / Factor * divided) + (frequencies[i] * (1 - divided));
        }
    }

    private double Magnitude(double weight) => Factor <= 1 ? 1 : (0.1 * weight * PortableMath.Log(Factor)) + 1;

    /// <summary>The pair of channels, as a fraction, that turns so often in the original context.</summary>
    private double PairOf(double turns, RotaryContext context) =>
        context.Dimensions * PortableMath.Log(OriginalMaxPositions / (turns * 2 * Math.PI)) / (2 * PortableMath.Log(context.Theta));
}
