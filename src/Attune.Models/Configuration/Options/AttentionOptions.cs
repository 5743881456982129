namespace Attune.Models;

/// <summary>What attention of one family does otherwise than that of another.</summary>
public sealed record AttentionOptions
{
    /// <summary>Whether the projections to queries, keys and values have biases.</summary>
    /// <value>Default false.</value>
    public bool InputBias { get; init; }

    /// <summary>Whether the projection back to the residual stream has a bias.</summary>
    /// <value>Default false.</value>
    public bool OutputBias { get; init; }

    /// <summary>What scores are multiplied by.</summary>
    /// <value>Default null: 1 / sqrt(head dimension).</value>
    public double? Scale { get; init; }

    /// <summary>Scores s become cap * tanh(s / cap), after scaling and before the mask (Gemma 2).</summary>
    /// <value>Default null: they stay.</value>
    public double? SoftCap { get; init; }

    /// <summary>Whether every query and key head is normalised before rotation, where a family leaves that open (<c>qk_layernorm</c> of Phi).</summary>
    /// <value>Default false.</value>
    public bool NormalizesHeads { get; init; }

    /// <summary>Whether scores are divided by the number of the layer too, counted from 1 (<c>scale_attn_by_inverse_layer_idx</c> of GPT-2).</summary>
    /// <value>Default false.</value>
    public bool DividesByLayer { get; init; }
}
