namespace Attune.Models;

/// <summary>
/// A base that grows with sequences beyond the context that a model was trained on (dynamic NTK): with
/// s = factor * length / context - (factor - 1), theta becomes theta * s^(d / (d - 2)). Within the context nothing changes. In a
/// cache, what was rotated before a sequence grew stays as it is, as in the reference library.
/// </summary>
/// <param name="Factor">The factor.</param>
/// <param name="OriginalMaxPositions">The context, in tokens: <c>max_position_embeddings</c> of the file. The model reads factor times as many.</param>
public sealed record DynamicScaling(double Factor, int OriginalMaxPositions) : IRotaryScaling
{
    /// <inheritdoc/>
    public string Kind => "dynamic";

    /// <summary>The longest sequence that the stretched model reads, in tokens.</summary>
    internal int LongestSequence => (int)Math.Min(1 << 28, Math.Max(OriginalMaxPositions, Math.Ceiling(Factor * OriginalMaxPositions)));

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context) => 1;

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        var (d, length) = (context.Dimensions, (double)Math.Max(context.SequenceLength, OriginalMaxPositions));
        var growth = PortableMath.Log((Factor * length / OriginalMaxPositions) - (Factor - 1)) * d / (d - 2);
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] *= PortableMath.Exp(-2.0 * i / d * growth);
    }
}
