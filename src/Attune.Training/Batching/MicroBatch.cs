using Attune.Models;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// What is computed at once: packed tokens and the loss on them. A training method is a kind of micro-batch and the
/// source that makes them; the loop knows no more.
/// </summary>
public abstract class MicroBatch
{
    /// <summary>Tokens that pass through the model.</summary>
    public abstract int TokenCount { get; }

    /// <summary>The loss, a scalar: a sum over whatever is supervised, divided by <paramref name="normaliser"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="normaliser">What the whole batch divides by, such as its number of supervised tokens.</param>
    public abstract Tensor Loss(ICausalLanguageModel model, double normaliser);
}
