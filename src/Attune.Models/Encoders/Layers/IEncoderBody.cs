using Attune.Tensors;

namespace Attune.Models;

/// <summary>An encoder without its head.</summary>
internal interface IEncoderBody
{
    /// <summary>The rows of the token ids.</summary>
    EmbeddingLayer Embedding { get; }

    /// <summary>The matrices, first layer first.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>T packed tokens to [T, C].</summary>
    Tensor Hidden(EncoderPass pass);
}
