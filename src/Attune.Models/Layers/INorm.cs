using Attune.Tensors;

namespace Attune.Models;

/// <summary>A normalisation of rows.</summary>
internal interface INorm
{
    /// <summary>[T, C] to [T, C].</summary>
    Tensor Forward(Tensor x);
}
