using Attune.Tensors;

namespace Attune.Models;

/// <summary>How the residual stream becomes queries, keys and values.</summary>
internal interface IAttentionInputs
{
    /// <summary>The matrices, in the order of computation.</summary>
    IReadOnlyList<LinearLayer> LinearLayers { get; }

    /// <summary>[T, C] to queries [T, H*D], keys and values [T, Hkv*D].</summary>
    (Tensor Queries, Tensor Keys, Tensor Values) Project(Tensor x);
}
