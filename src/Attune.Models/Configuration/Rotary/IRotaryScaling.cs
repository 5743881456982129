namespace Attune.Models;

/// <summary>A way to stretch rotary frequencies; each stands in its own file, with how config.json spells it.</summary>
public interface IRotaryScaling
{
    /// <summary>The name in config.json (<c>rope_type</c>).</summary>
    string Kind { get; }

    /// <summary>What cosines and sines are multiplied by.</summary>
    /// <param name="context">The model and the sequence.</param>
    double AttentionFactor(RotaryContext context);

    /// <summary>Stretches the frequencies theta^(-2i/d) in place, in radians per position.</summary>
    /// <param name="frequencies">One for each pair of rotated channels.</param>
    /// <param name="context">The model and the sequence.</param>
    void Stretch(Span<double> frequencies, RotaryContext context);
}

/// <summary>What a way to stretch frequencies may depend on.</summary>
/// <param name="Theta">The base of the frequencies.</param>
/// <param name="Dimensions">d, the rotated channels of a head.</param>
/// <param name="MaxPositions">The model's longest sequence (<c>max_position_embeddings</c>).</param>
/// <param name="SequenceLength">The tokens of the sequence that is rotated; 0 where it is not known.</param>
public readonly record struct RotaryContext(double Theta, int Dimensions, int MaxPositions, int SequenceLength);
