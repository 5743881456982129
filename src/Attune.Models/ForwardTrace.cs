using Attune.Tensors;

namespace Attune.Models;

/// <summary>What a pass computed on its way, for whoever asks by setting <see cref="ICausalLanguageModel.Trace"/>; valid in the pass's scope.</summary>
public sealed class ForwardTrace
{
    /// <summary>The residual stream [T, C]: before the first layer, and behind each.</summary>
    public IList<Tensor> Hidden { get; } = [];
}
