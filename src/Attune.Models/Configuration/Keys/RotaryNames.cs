namespace Attune.Models;

/// <summary>How one family spells its rotary embedding in config.json.</summary>
internal sealed record RotaryNames
{
    public static RotaryNames Common { get; } = new();

    /// <summary>The key of the base.</summary>
    public string Theta { get; init; } = "rope_theta";

    public double DefaultTheta { get; init; } = 10000;

    /// <summary>The key of the rotated part of a head.</summary>
    public string Share { get; init; } = "partial_rotary_factor";

    /// <summary>The rotated part where the file says nothing; null for families that rotate whole heads.</summary>
    public double? DefaultShare { get; init; }

    /// <summary>The longest sequence where the file says nothing.</summary>
    public int MaxPositions { get; init; } = 2048;

    /// <summary>The original context, for families that keep it beside the rotary section even where the file says nothing.</summary>
    public int? OriginalPositions { get; init; }

    /// <summary>Older names of kinds of scaling.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();
}
