namespace Attune.Models;

/// <summary>What happens to logits behind the head.</summary>
public sealed record LogitOptions
{
    /// <summary>They are divided by it (<c>logits_scaling</c> of Granite).</summary>
    /// <value>Default 1.</value>
    public double Divisor { get; init; } = 1;

    /// <summary>They become cap * tanh(logit / cap) (<c>final_logit_softcapping</c> of Gemma).</summary>
    /// <value>Default null: they stay.</value>
    public double? SoftCap { get; init; }
}
