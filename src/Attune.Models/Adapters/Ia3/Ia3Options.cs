namespace Attune.Models;

/// <summary>The settings of IA3 (Liu and others, 2022), as PEFT names and means them: one factor for each output of a layer, or for each input of a feed-forward layer.</summary>
/// <param name="Targets">Layers by the end of their path, or <c>all-linear</c>.</param>
/// <param name="FeedForward">Those of the targets whose input is multiplied, by the end of their name.</param>
public sealed record Ia3Options(IReadOnlyList<string> Targets, IReadOnlyList<string> FeedForward) : IAdapterOptions
{
    /// <inheritdoc/>
    public string PeftType => "IA3";

    /// <summary>A regular expression for whole layer paths, used instead of <see cref="Targets"/>.</summary>
    /// <value>Default null.</value>
    public string? TargetPattern { get; init; }

    /// <summary>Layers that are left out (<c>exclude_modules</c>).</summary>
    /// <value>Default null: none.</value>
    public ExcludedModules? Excluded { get; init; }

    /// <summary>Modules trained whole and saved with the adapter, by the end of their path.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    internal ModuleTargets Modules => new()
    {
        Names = Targets,
        Pattern = TargetPattern,
        Excluded = Excluded,
        ModulesToSave = ModulesToSave,
    };
}
