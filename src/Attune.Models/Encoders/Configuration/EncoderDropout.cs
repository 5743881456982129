namespace Attune.Models;

/// <summary>
/// Shares that dropout sets to zero in training. Dropout of attention weights (<c>attention_probs_dropout_prob</c>) is not
/// applied: weights are never held all at once.
/// </summary>
public sealed record EncoderDropout
{
    /// <summary>Behind embeddings, attention and feed-forward blocks (<c>hidden_dropout_prob</c>).</summary>
    /// <value>Default 0.</value>
    public double Hidden { get; init; }

    /// <summary>Before the last layer of a classifier (<c>classifier_dropout</c>; <see cref="Hidden"/> where BERT's file does not say).</summary>
    /// <value>Default 0.</value>
    public double Classifier { get; init; }

    /// <summary>What the file says of attention weights, kept for writing it again.</summary>
    /// <value>Default 0.</value>
    public double Attention { get; init; }
}
