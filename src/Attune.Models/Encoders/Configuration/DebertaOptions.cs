using Attune.Tensors;

namespace Attune.Models;

/// <summary>What only the configuration of DeBERTa 2 and 3 has (He and others, 2021 and 2023).</summary>
public sealed record DebertaOptions
{
    /// <summary>Buckets of distances on each side (<c>position_buckets</c>), growing with the logarithm; 0 for one for each distance.</summary>
    public required int Buckets { get; init; }

    /// <summary>The greatest distance that is told apart (<c>max_relative_positions</c>, the model's positions where that is below 1).</summary>
    public required int MaxDistance { get; init; }

    /// <summary>Whether queries meet the keys of distances (<c>c2p</c> in <c>pos_att_type</c>).</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether keys meet the queries of distances (<c>p2c</c> in <c>pos_att_type</c>).</summary>
    public bool HasQueries { get; init; }

    /// <summary>Whether embeddings of distances are normed (<c>norm_rel_ebd</c>).</summary>
    public bool NormsDistances { get; init; }

    /// <summary>Whether positions have an embedding too (<c>position_biased_input</c>).</summary>
    public bool HasPositions { get; init; }

    /// <summary>The function in the classifier's dense layer (<c>pooler_hidden_act</c>).</summary>
    /// <value>Default <see cref="Activation.Gelu"/>.</value>
    public Activation PoolerActivation { get; init; } = Activation.Gelu;

    /// <summary>Half of the rows of the distances' embedding.</summary>
    public int Span => Buckets > 0 ? Buckets : MaxDistance;
}
