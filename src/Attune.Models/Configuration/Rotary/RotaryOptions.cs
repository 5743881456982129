namespace Attune.Models;

/// <summary>The rotary embedding of a model.</summary>
public sealed record RotaryOptions
{
    /// <summary>The base of the frequencies (<c>rope_theta</c>).</summary>
    /// <value>Default 10000.</value>
    public double Theta { get; init; } = 10000;

    /// <summary>The part of a head that is rotated, its first channels (<c>partial_rotary_factor</c>); the others pass.</summary>
    /// <value>Default 1.</value>
    public double Share { get; init; } = 1;

    /// <summary>How frequencies are stretched for contexts longer than the model was first trained on.</summary>
    /// <value>Default null: not at all.</value>
    public IRotaryScaling? Scaling { get; init; }

    /// <summary>d of the frequencies theta^(-2i/d): the part of a head that is rotated, rounded down.</summary>
    internal int Dimensions(int headDimension) => (int)(headDimension * Share);

    /// <summary>
    /// The channels of a head that are rotated: pairs for all frequencies with 2i below d. With an odd d that is one more than d,
    /// as in the reference library.
    /// </summary>
    internal int Rotated(int headDimension) => (Dimensions(headDimension) + 1) / 2 * 2;
}
