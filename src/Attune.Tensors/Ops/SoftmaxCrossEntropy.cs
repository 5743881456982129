namespace Attune.Tensors;

/// <summary>The loss of language modelling, from hidden states to a scalar in one op.</summary>
public static class SoftmaxCrossEntropyOp
{
    /// <summary>
    /// The sum over i of -log softmax(hidden[rows[i], :] head^T)[targets[i]], divided by <paramref name="normaliser"/>:
    /// hidden [T, C], head [V, C]. Logits exist for a chunk of rows at a time, never for all, and only for the rows given;
    /// their gradients are computed while they are there. Where only some rows of the head are trained
    /// (<see cref="ReplaceRowsOp.ReplaceRows"/>), there is a gradient of these alone.
    /// </summary>
    /// <param name="hidden">Hidden states.</param>
    /// <param name="head">The output embedding.</param>
    /// <param name="rows">The rows with a loss.</param>
    /// <param name="targets">The right token for each of <paramref name="rows"/>.</param>
    /// <param name="normaliser">What the sum is divided by, usually the number of targets in the whole batch.</param>
    /// <param name="transform">What happens to logits before the softmax; nothing by default.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row or target does not exist, or the normaliser is not positive.</exception>
    public static Tensor SoftmaxCrossEntropy(
        this Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser, LogitTransform? transform = null)
    {
        OpChecks.Matrix(hidden, nameof(hidden));
        OpChecks.Matrix(head, nameof(head));
        OpChecks.SameBackend(hidden, head);
        if (hidden.Columns != head.Columns)
            throw new ArgumentException($"SoftmaxCrossEntropy: hidden {hidden.Shape} and head {head.Shape} differ in columns.");
        OpChecks.Count(targets.Length, rows.Length, nameof(targets));
        OpChecks.Indices(rows, hidden.Rows, nameof(rows));
        OpChecks.Indices(targets, head.Rows, nameof(targets));
        if (!(normaliser > 0))
            throw new ArgumentOutOfRangeException(nameof(normaliser), normaliser, "SoftmaxCrossEntropy: the normaliser must be positive.");

        var applied = transform ?? new LogitTransform();
        if (applied.Bias is { } bias)
            OpChecks.Vector(bias, head.Rows, "bias");
        var backend = hidden.Backend;
        var loss = backend.Allocate(new Shape());
        bool recorded = GraphNode.Wanted(hidden, head, applied.Bias);
        var dHiddenRows = recorded && hidden.RequiresGradient ? backend.Allocate(new Shape(rows.Length, hidden.Columns)) : null;
        var replaced = head.Node as ReplacedRows;
        var trained = replaced?.Rows ?? head;
        var dHead = recorded && head.RequiresGradient ? backend.Allocate(trained.Shape) : null;
        var dBias = recorded && applied.Bias is { RequiresGradient: true } trainedBias ? backend.Allocate(trainedBias.Shape) : null;
        backend.SoftmaxCrossEntropy(
            hidden, head, rows, targets, normaliser, applied, loss, new LossGradients(dHiddenRows, dHead, dBias),
            replaced is null ? [] : replaced.Places.Indices);
        return recorded
            ? new Node(hidden, trained, applied.Bias, backend.Remember(rows), new LossGradients(dHiddenRows, dHead, dBias)).Record(loss)
            : loss;
    }

    private sealed class Node(Tensor hidden, Tensor head, Tensor? bias, int[] rows, LossGradients gradients) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (hidden, head, bias, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            double upstream = gradient.DType == DType.Float32 ? gradient.Item() : gradient.AsDoubleSpan()[0];
            if (gradients.HiddenRows is { } dHiddenRows && hidden.OpenGradient() is { } target)
                output.Backend.ScatterAddRows(dHiddenRows, rows, upstream, target);
            if (gradients.Head is { } dHead && head.OpenGradient() is { } headTarget)
                output.Backend.Scale(dHead, upstream, headTarget);
            if (gradients.Bias is { } dBias && bias!.OpenGradient() is { } biasTarget)
                output.Backend.Scale(dBias, upstream, biasTarget);
            gradients.HiddenRows?.Release();
            gradients.Head?.Release();
            gradients.Bias?.Release();
        }
    }
}

/// <summary>Where the gradients of a loss go, computed while its logits are there; null where nobody wants them.</summary>
internal readonly record struct LossGradients(Tensor? HiddenRows, Tensor? Head, Tensor? Bias)
{
    public bool AreWanted => HiddenRows is not null || Head is not null || Bias is not null;
}
