namespace Attune.Models;

/// <summary>
/// LongRoPE (Ding and others, 2024): every frequency has a divisor of its own, one for sequences within the original context
/// and another for longer ones.
/// </summary>
/// <param name="ShortFactors">Divisors for sequences within the original context, one for each frequency.</param>
/// <param name="LongFactors">Divisors for longer sequences, one for each frequency.</param>
/// <param name="OriginalMaxPositions">The original context, in tokens.</param>
public sealed record LongRopeScaling(IReadOnlyList<double> ShortFactors, IReadOnlyList<double> LongFactors, int OriginalMaxPositions) : IRotaryScaling
{
    /// <summary>How much longer contexts became.</summary>
    /// <value>Default null: the model's longest sequence over the original context.</value>
    public double? Factor { get; init; }

    /// <summary>What cosines and sines are multiplied by.</summary>
    /// <value>Default null: sqrt(1 + ln(factor) / ln(original context)).</value>
    public double? Attention { get; init; }

    /// <inheritdoc/>
    public string Kind => "longrope";

    /// <inheritdoc/>
    public double AttentionFactor(RotaryContext context)
    {
        if (Attention is { } given)
            return given;
        var factor = Factor ?? ((double)context.MaxPositions / OriginalMaxPositions);
        return factor <= 1 ? 1 : Math.Sqrt(1 + (PortableMath.Log(factor) / PortableMath.Log(OriginalMaxPositions)));
    }

    /// <inheritdoc/>
    public void Stretch(Span<double> frequencies, RotaryContext context)
    {
        var divisors = context.SequenceLength > OriginalMaxPositions ? LongFactors : ShortFactors;
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] /= divisors[i];
    }
}
