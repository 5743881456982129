using Attune.Tensors;

namespace Attune.Models;

/// <summary>What a pass computed on its way, for whoever asks by setting <see cref="ICausalLanguageModel.Trace"/>; valid in the pass's scope.</summary>
public sealed class ForwardTrace
{
    /// <summary>The residual stream [T, C]: before the first layer, and behind each.</summary>
    public IList<Tensor> Hidden { get; } = [];

    /// <summary>Where mixtures of experts sent tokens, layer by layer.</summary>
    public IList<RouterTrace> Routes { get; } = [];
}

/// <summary>Where one layer sent tokens.</summary>
/// <param name="Logits">The router's logits [T, E].</param>
/// <param name="Experts">The experts of each token, k for each, best first.</param>
public sealed record RouterTrace(Tensor Logits, IReadOnlyList<int> Experts);
