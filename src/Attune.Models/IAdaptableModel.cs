using Attune.Tensors;

namespace Attune.Models;

/// <summary>What adapters see of a model, decoder or encoder.</summary>
public interface IAdaptableModel
{
    /// <summary>Where it computes.</summary>
    Backend Backend { get; }

    /// <summary>Everything it has learned, and what attached adapters add, each matrix once.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The matrices adapters may attach to, first layer first; embedding and head are not among them.</summary>
    IEnumerable<LinearLayer> LinearLayers { get; }

    /// <summary>The rows of the token ids.</summary>
    EmbeddingLayer Embedding { get; }

    /// <summary>The layers of the head.</summary>
    IEnumerable<LinearLayer> OutputLayers { get; }

    /// <summary>The head of a vocabulary with a layer of its own, whose logits exist a chunk at a time; null where there is none.</summary>
    LinearLayer? HeadLayer { get; }

    /// <summary>Whether the embedding is the head too.</summary>
    bool IsHeadEmbedding { get; }

    /// <summary>How its weights are stored.</summary>
    StorageType StorageType { get; }

    /// <summary>PEFT's name of its task (<c>task_type</c>), or null.</summary>
    string? TaskType { get; }

    /// <summary>
    /// The seed of this pass's dropout masks, or null for no dropout (evaluation, generation). Training sets another one for
    /// every pass.
    /// </summary>
    /// <value>Default null.</value>
    ulong? DropoutSeed { get; set; }
}
