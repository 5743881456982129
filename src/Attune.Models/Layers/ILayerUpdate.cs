using Attune.Tensors;

namespace Attune.Models;

/// <summary>What an adapter makes of a linear layer. The layer asks it instead of computing x W^T + b itself.</summary>
internal interface ILayerUpdate
{
    /// <summary>The layer.</summary>
    LinearLayer Layer { get; }

    /// <summary>What it has added to the layer.</summary>
    IReadOnlyList<Parameter> Added { get; }

    /// <summary>Its matrix products for one token, as (inputs, outputs) in the order of computing: what planning counts.</summary>
    IReadOnlyList<(int Inputs, int Outputs)> Products { get; }

    /// <summary>Numbers that it keeps of one token for the backward pass, beside the layer's own.</summary>
    long Activations { get; }

    /// <summary>Whether training drops some of its input at random.</summary>
    bool HasDropout => false;

    /// <summary>Whether it changes nothing yet because no gradient has reached it.</summary>
    bool IsUnmoved { get; }

    /// <summary>The changed layer of x [T, inputs]: [T, outputs].</summary>
    Tensor Forward(LinearLayer layer, Tensor x);

    /// <summary>Of a head: the changed matrix [outputs, inputs], so that the loss sees one matrix.</summary>
    Tensor Matrix(LinearLayer layer);
}
