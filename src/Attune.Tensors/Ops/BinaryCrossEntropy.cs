namespace Attune.Tensors;

/// <summary>The loss of classifiers whose labels are independent of one another, each true or not.</summary>
public static class BinaryCrossEntropyOp
{
    /// <summary>
    /// The sum over all elements of -(target log sigmoid(x) + (1 - target) log(1 - sigmoid(x))), divided by
    /// <paramref name="normaliser"/>; computed from the logits x [N, K], so that large ones are no infinities.
    /// </summary>
    /// <param name="logits">One row for each decision, one column for each label.</param>
    /// <param name="targets">Row-major, 1 where a label is right and 0 where not, or a probability between.</param>
    /// <param name="normaliser">What the sum is divided by, usually the number of elements in the whole batch.</param>
    /// <exception cref="ArgumentException">There is not one target per element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The normaliser is not positive.</exception>
    public static Tensor BinaryCrossEntropy(this Tensor logits, ReadOnlySpan<float> targets, double normaliser)
    {
        OpChecks.Count(targets.Length, logits.Shape.ElementCount, nameof(targets));
        OpChecks.Normaliser(normaliser);
        var backend = logits.Backend;
        var loss = backend.Allocate(new Shape());
        bool recorded = GraphNode.Wanted(logits);
        var dLogits = recorded ? backend.Allocate(logits.Shape) : null;
        var wanted = Tensor.From(backend, logits.Shape, targets);
        backend.BinaryCrossEntropy(logits, wanted, normaliser, loss, dLogits);
        wanted.Release();
        return recorded ? new Node(logits, dLogits!).Record(loss) : loss;
    }

    private sealed class Node(Tensor logits, Tensor dLogits) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (logits, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (logits.OpenGradient() is { } target)
                output.Backend.Scale(dLogits, gradient.ItemAsDouble(), target);
            dLogits.Release();
        }
    }
}
