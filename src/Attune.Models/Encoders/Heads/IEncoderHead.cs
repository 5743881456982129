using Attune.Tensors;

namespace Attune.Models;

/// <summary>What turns hidden states into decisions.</summary>
internal interface IEncoderHead
{
    /// <summary>The matrices, in the order of computation.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>[T, C] to the logits of texts [D, K] or of tokens [T, K].</summary>
    Tensor Logits(Tensor hidden, EncoderPass pass);
}
