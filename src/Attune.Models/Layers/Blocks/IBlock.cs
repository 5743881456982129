using Attune.Tensors;

namespace Attune.Models;

/// <summary>One layer of a decoder: attention and feed-forward around the residual stream.</summary>
internal interface IBlock
{
    /// <summary>The matrices, in the order of computation.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>[T, C] to [T, C].</summary>
    Tensor Forward(Tensor x, AttentionContext context);
}
