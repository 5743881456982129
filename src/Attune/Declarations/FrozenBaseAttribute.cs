namespace Attune;

/// <summary>In which form the frozen weights of a base are kept in memory.</summary>
public enum FrozenWeights
{
    /// <summary>Four bits, NormalFloat (Dettmers et al. 2023, arXiv:2305.14314): an eighth of float32. Embedding and head stay float32.</summary>
    Nf4,

    /// <summary>Four bits, small floats: as large as <see cref="Nf4"/>, and less close to weights of neural networks.</summary>
    Fp4,

    /// <summary>16 bits with the range of float32: half of it, exact for bases that are stored so.</summary>
    BFloat16,

    /// <summary>16 bits, IEEE half precision: half of float32, exact for bases that are stored so.</summary>
    Float16,
}

/// <summary>
/// Keeps the base's weights, which an adapter leaves as they are, in fewer bits (QLoRA with <see cref="FrozenWeights.Nf4"/>). Products
/// widen them tile by tile; what is trained stays float32. The tuned model runs on the same form.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FrozenBaseAttribute : Attribute
{
    /// <summary>The form.</summary>
    /// <value><see cref="FrozenWeights.Nf4"/> by default.</value>
    public FrozenWeights Weights { get; set; } = FrozenWeights.Nf4;

    /// <summary>Whether the scales of four-bit weights are quantized too, which saves 0.37 bits a weight.</summary>
    /// <value>True by default.</value>
    public bool DoubleQuantization { get; set; } = true;
}
