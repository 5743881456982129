namespace Attune.Models;

/// <summary>
/// A base that grows with sequences beyond the model's longest (dynamic NTK): with s = factor * length / longest - (factor - 1),
/// theta becomes theta * s^(d / (d - 2)). Up to the longest nothing changes.
/// </summary>
/// <param name="Factor">The factor.</param>
public sealed record DynamicScaling(double Factor) : IRotaryScaling
{
    /// <inheritdoc/>
    public string Kind => "dynamic";

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context) => 1;

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        var (d, length) = (context.Dimensions, (double)Math.Max(context.SequenceLength, context.MaxPositions));
        var growth = PortableMath.Log((Factor * length / context.MaxPositions) - (Factor - 1)) * d / (d - 2);
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] *= PortableMath.Exp(-2.0 * i / d * growth);
    }
}
