using System.Text.Json.Nodes;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>One family: how its configuration is read and written, and how its model is built.</summary>
internal sealed record Architecture
{
    /// <summary>The family's <c>model_type</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>Reads its configuration; the second argument is the architecture's name. It asks for every key it knows.</summary>
    public required Func<ConfigurationReader, string, ModelConfiguration> Read { get; init; }

    /// <summary>Writes its configuration.</summary>
    public required Func<ModelConfiguration, JsonObject> Write { get; init; }

    /// <summary>Lays the model out; the backend is null where only shapes are wanted.</summary>
    public required Func<ModelConfiguration, WeightSource, Backend?, ICausalLanguageModel> Build { get; init; }

    /// <summary>What names of weights begin with; files of the model without its head leave it out.</summary>
    public string Prefix { get; init; } = "model.";

    /// <summary>The name of the head's weight, which files of tied models may hold a copy of.</summary>
    public string HeadWeight { get; init; } = "lm_head.weight";

    /// <summary>Whether it has a row of weights for each position.</summary>
    public bool LearnsPositions { get; init; }

    /// <summary>
    /// Whether the share of a head that is rotated may be an odd number of channels: the reference library then rotates one more
    /// where it counts the channels of its table, and fails where it counts the share again.
    /// </summary>
    public bool RotatesOddCounts { get; init; }

    /// <summary>Ends of names that weight files may hold without need: constants that are computed.</summary>
    public IReadOnlyList<string> Constants { get; init; } = [".rotary_emb.inv_freq"];

    /// <summary>Whether weight files may hold a name without need.</summary>
    public bool IsIgnored(ModelConfiguration configuration, string name) =>
        (configuration.TieWordEmbeddings && name == HeadWeight) || Constants.Any(end => name.EndsWith(end, StringComparison.Ordinal));
}
