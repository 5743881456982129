using Attune.Tensors;

namespace Attune.Models;

/// <summary>From hidden states to logits and losses, with all that a family does behind its head.</summary>
public static class LogitsExtensions
{
    /// <summary>Logits [n, V] of hidden states [n, C].</summary>
    public static Tensor Logits(this ICausalLanguageModel model, Tensor hidden)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(hidden);
        var transform = model.LogitTransform;
        var logits = hidden.Linear(model.Head, transform.Bias); // [n, C] [V, C]^T -> [n, V]
        if (transform.Scale != 1)
            logits = logits.Scale(transform.Scale);
        return transform.SoftCap is { } cap ? logits.SoftCap(cap) : logits;
    }

    /// <summary>
    /// The summed cross-entropy of some rows of hidden states, divided by a number; logits exist in chunks, of these rows only.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="hidden">Hidden states [T, C].</param>
    /// <param name="rows">The rows with a loss.</param>
    /// <param name="targets">The right token of each.</param>
    /// <param name="normaliser">What the sum is divided by.</param>
    public static Tensor CrossEntropy(
        this ICausalLanguageModel model, Tensor hidden, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(hidden);
        return hidden.SoftmaxCrossEntropy(model.Head, rows, targets, normaliser, model.LogitTransform);
    }
}
