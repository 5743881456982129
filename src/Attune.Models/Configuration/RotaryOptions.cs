namespace Attune.Models;

/// <summary>The rotary embedding of a model.</summary>
public sealed record RotaryOptions
{
    /// <summary>How frequencies are scaled.</summary>
    /// <value>Default <see cref="RotaryKind.Default"/>.</value>
    public RotaryKind Kind { get; init; } = RotaryKind.Default;

    /// <summary>The base of the frequencies.</summary>
    /// <value>Default 10000.</value>
    public double Theta { get; init; } = 10000;

    /// <summary>The stretching factor of <see cref="RotaryKind.Linear"/> and <see cref="RotaryKind.Llama3"/>.</summary>
    /// <value>Default 1.</value>
    public double Factor { get; init; } = 1;

    /// <summary>Llama 3 only: waves longer than the original context divided by this are stretched in full.</summary>
    /// <value>Default 1.</value>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Llama 3 only: waves shorter than the original context divided by this are kept.</summary>
    /// <value>Default 4.</value>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>Llama 3 only: the context the model was first trained on, in tokens.</summary>
    /// <value>Default 8192.</value>
    public int OriginalMaxPositions { get; init; } = 8192;
}
