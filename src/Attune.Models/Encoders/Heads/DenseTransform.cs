using Attune.Tensors;

namespace Attune.Models;

/// <summary>norm(activation(dense(x))), with or without the norm: what most heads do before their last layer.</summary>
internal sealed class DenseTransform(LinearLayer dense, Activation activation, LayerNorm? norm = null)
{
    public LinearLayer Dense => dense;

    /// <summary>[n, C] to [n, C'].</summary>
    public Tensor Forward(Tensor x)
    {
        var y = dense.Forward(x).Activate(activation);
        return norm is null ? y : norm.Forward(y);
    }
}
