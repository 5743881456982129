namespace Attune.Models;

/// <summary>Which of the base's own weights are trained while the others are frozen. The tuned model is saved whole.</summary>
public sealed record PartialTrainingOptions
{
    /// <summary>The last blocks, this many of them, are trained.</summary>
    /// <value>Default 0.</value>
    public int LastLayers { get; init; }

    /// <summary>Regular expressions for whole parameter names, such as <c>lm_head\..*</c>: what one matches is trained.</summary>
    /// <value>Default none. Where <see cref="LastLayers"/> is 0 too, everything is trained that is not frozen.</value>
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>Regular expressions for whole parameter names: what one matches is frozen, whatever else is said.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> Freeze { get; init; } = [];
}
