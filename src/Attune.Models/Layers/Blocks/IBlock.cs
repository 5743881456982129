using Attune.Tensors;

namespace Attune.Models;

/// <summary>One layer of a decoder: attention and feed-forward around the residual stream.</summary>
internal interface IBlock
{
    /// <summary>The matrices, in the order of computation.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>[T, C] to [T, C], or to [n, C] where only some rows are wanted; those have the bits that they have among all.</summary>
    /// <param name="x">The residual stream.</param>
    /// <param name="context">What tokens may look at.</param>
    /// <param name="rows">The n rows whose results are wanted; null for all.</param>
    Tensor Forward(Tensor x, AttentionContext context, int[]? rows = null);
}
