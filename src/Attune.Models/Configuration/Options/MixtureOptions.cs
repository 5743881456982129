namespace Attune.Models;

/// <summary>A mixture of experts in place of feed-forward blocks: each token goes to few of them.</summary>
public sealed record MixtureOptions
{
    /// <summary>Experts of a layer (<c>num_local_experts</c>, <c>num_experts</c>).</summary>
    public required int Experts { get; init; }

    /// <summary>Experts that a token goes to (<c>num_experts_per_tok</c>).</summary>
    public required int ExpertsPerToken { get; init; }

    /// <summary>Width inside an expert.</summary>
    public required int ExpertSize { get; init; }

    /// <summary>Width inside the expert that every token goes to (<c>shared_expert_intermediate_size</c>).</summary>
    /// <value>Default null: there is none.</value>
    public int? SharedExpertSize { get; init; }

    /// <summary>Whether the weights of a token's experts are divided by their sum (<c>norm_topk_prob</c>; Mixtral always does).</summary>
    /// <value>Default false.</value>
    public bool NormalizesWeights { get; init; }

    /// <summary>What the loss of uneven routing is multiplied by (<c>router_aux_loss_coef</c>).</summary>
    /// <value>Default 0.001.</value>
    public double BalanceWeight { get; init; } = 0.001;

    /// <summary>Whether that loss is added in training (<c>output_router_logits</c>).</summary>
    /// <value>Default false, as in the reference library.</value>
    public bool TrainsBalance { get; init; }
}
