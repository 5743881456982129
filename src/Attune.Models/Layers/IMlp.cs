using Attune.Tensors;

namespace Attune.Models;

/// <summary>What a block computes of each token by itself.</summary>
internal interface IMlp
{
    /// <summary>The matrices, in the order of computation.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>[T, C] to [T, C].</summary>
    Tensor Forward(Tensor x, AttentionContext context);
}
