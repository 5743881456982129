using Attune.Models;

namespace Attune;

/// <summary>An attribute that says how a recipe's model is tuned; each method has one.</summary>
internal interface ITuningMethod
{
    /// <summary>What decides the tuned weights, for the hash of the artifact: name and value.</summary>
    IEnumerable<(string Name, object Value)> Options { get; }

    /// <summary>Virtual tokens before every row, which take room in the context.</summary>
    int VirtualTokens => 0;

    /// <summary>Which of the base's own weights are trained, where no adapter is.</summary>
    PartialTrainingOptions? Partial => null;

    /// <summary>The settings of the adapter for a base; null where the base's own weights are trained.</summary>
    /// <param name="target">What is tuned.</param>
    IAdapterOptions? Adapter(TuningTarget target);
}

/// <summary>What a method is applied to.</summary>
/// <param name="Model">The base's configuration.</param>
/// <param name="Encode">From a text to tokens.</param>
/// <param name="TrainedRows">Rows of tokens that are trained beside the adapter.</param>
internal sealed record TuningTarget(ModelConfiguration Model, Func<string, int[]> Encode, IReadOnlyList<TrainedTokens> TrainedRows);
