namespace Attune.Tensors;

/// <summary>The loss of classifiers with one right label each.</summary>
public static class CrossEntropyOp
{
    /// <summary>
    /// The sum over i of -log softmax(logits[rows[i], :])[labels[i]], divided by <paramref name="normaliser"/>: logits [N, K],
    /// a scalar. Rows that are not given have no loss (padding, the label -100 of the field).
    /// For logits that are a product with a large vocabulary see <see cref="SoftmaxCrossEntropyOp"/>, which never holds them all.
    /// </summary>
    /// <param name="logits">One row for each decision.</param>
    /// <param name="rows">The rows with a loss.</param>
    /// <param name="labels">The right label for each of <paramref name="rows"/>.</param>
    /// <param name="normaliser">What the sum is divided by, usually the number of labels in the whole batch.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row or label does not exist, or the normaliser is not positive.</exception>
    public static Tensor CrossEntropy(this Tensor logits, ReadOnlySpan<int> rows, ReadOnlySpan<int> labels, double normaliser)
    {
        OpChecks.Matrix(logits, nameof(logits));
        OpChecks.Count(labels.Length, rows.Length, nameof(labels));
        OpChecks.Indices(rows, logits.Rows, nameof(rows));
        OpChecks.Indices(labels, logits.Columns, nameof(labels));
        OpChecks.Normaliser(normaliser);
        var backend = logits.Backend;
        var loss = backend.Allocate(new Shape());
        bool recorded = GraphNode.Wanted(logits);
        var selected = backend.Allocate(new Shape(rows.Length, logits.Columns)); // [n, K]
        backend.GatherRows(logits, rows, selected);
        backend.CrossEntropyInPlace(selected, labels, normaliser, recorded, loss);
        if (recorded)
            return new Node(logits, backend.Remember(rows), selected).Record(loss);
        selected.Release();
        return loss;
    }

    private sealed class Node(Tensor logits, int[] rows, Tensor dSelected) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (logits, null, null, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            if (logits.OpenGradient() is { } target)
                output.Backend.ScatterAddRows(dSelected, rows, gradient.ItemAsDouble(), target);
            dSelected.Release();
        }
    }
}
