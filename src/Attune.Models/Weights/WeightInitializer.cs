namespace Attune.Models;

/// <summary>What a fresh parameter holds.</summary>
internal enum WeightInitializer
{
    /// <summary>Normal around 0 with the configuration's <c>initializer_range</c>.</summary>
    Normal,

    /// <summary>Zeros: biases.</summary>
    Zeros,

    /// <summary>Ones: norms.</summary>
    Ones,
}
