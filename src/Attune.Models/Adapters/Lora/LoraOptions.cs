namespace Attune.Models;

/// <summary>A LoRA adapter's settings (Hu and others, 2021), as PEFT names and means them.</summary>
/// <param name="Rank">Inner width r of the two matrices.</param>
/// <param name="Alpha">The update is multiplied by <c>Alpha / Rank</c>.</param>
/// <param name="Dropout">Share of a layer's input the update does not see in training, 0 to below 1.</param>
/// <param name="Targets">
/// Layers by the end of their path (<c>q_proj</c>, <c>layers.1.self_attn.q_proj</c>), or <c>all-linear</c> for every linear
/// layer but the head. <c>lm_head</c> and <c>embed_tokens</c> may be named too.
/// </param>
public sealed record LoraOptions(int Rank, double Alpha, double Dropout, IReadOnlyList<string> Targets) : IAdapterOptions
{
    /// <summary>Every linear layer but the head, in <see cref="Targets"/>.</summary>
    public const string AllLinear = "all-linear";

    /// <inheritdoc/>
    public string PeftType => "LORA";

    /// <summary>A regular expression for whole layer paths, used instead of <see cref="Targets"/>.</summary>
    /// <value>Default null.</value>
    public string? TargetPattern { get; init; }

    /// <summary>Layers that are left out (<c>exclude_modules</c>).</summary>
    /// <value>Default null: none.</value>
    public ExcludedModules? Excluded { get; init; }

    /// <summary>The blocks whose layers are changed (<c>layers_to_transform</c>).</summary>
    /// <value>Default null: all.</value>
    public TransformedLayers? Layers { get; init; }

    /// <summary>Whether the update is multiplied by <c>Alpha / sqrt(Rank)</c> instead (rank-stabilised LoRA, Kalajdzievski 2023).</summary>
    /// <value>Default false.</value>
    public bool RankStabilized { get; init; }

    /// <summary>Whether the changed matrix is split into magnitude and direction, and the magnitude trained on its own (DoRA, Liu and others 2024).</summary>
    /// <value>Default false.</value>
    public bool WeightDecomposed { get; init; }

    /// <summary>Other ranks for layers whose path ends in a match of the regular expression; the first match wins.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<KeyValuePair<string, int>> RankPattern { get; init; } = [];

    /// <summary>Other alphas, in the same way.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<KeyValuePair<string, double>> AlphaPattern { get; init; } = [];

    /// <summary>The biases of the base that are trained too.</summary>
    /// <value>Default none.</value>
    public TrainedBiases Biases { get; init; }

    /// <summary>Modules trained whole and saved with the adapter, by the end of their path, such as <c>lm_head</c>. No update is attached to them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    /// <summary>Tokens whose rows of the embedding or of the head are trained and saved with the adapter, and no others (<c>trainable_token_indices</c>).</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<TrainedTokens> TrainedTokens { get; init; } = [];

    internal ModuleTargets Modules => new()
    {
        Names = Targets,
        Pattern = TargetPattern,
        Excluded = Excluded,
        Layers = Layers,
        ModulesToSave = ModulesToSave,
    };
}

/// <summary>Which biases of the base a LoRA adapter trains (<c>bias</c>).</summary>
public enum TrainedBiases
{
    /// <summary>None.</summary>
    None,

    /// <summary>Every bias of the model.</summary>
    All,

    /// <summary>Those of the layers that have an update (<c>lora_only</c>).</summary>
    LoraOnly,
}
