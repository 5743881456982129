namespace Attune.Tensors;

/// <summary>What a family does to logits behind the head's product z: cap * tanh((z + bias) * scale / cap).</summary>
public readonly record struct LogitTransform()
{
    /// <summary>Multiplies logits, after the bias.</summary>
    /// <value>Default 1.</value>
    public double Scale { get; init; } = 1;

    /// <summary>Bounds logits softly, last of all.</summary>
    /// <value>Default null: it does not.</value>
    public double? SoftCap { get; init; }

    /// <summary>Added to every row of logits, [V].</summary>
    /// <value>Default null: nothing.</value>
    public Tensor? Bias { get; init; }

    internal bool IsIdentity => Scale == 1 && SoftCap is null && Bias is null;
}
