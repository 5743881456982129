using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// Attention of contents and distances, pooling, unit vectors and losses over labels.
public sealed partial class CpuBackend
{
    /// <summary>Rows whose losses are added up at once.</summary>
    private const int LossRows = 1024;

    internal override void DisentangledAttention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp) =>
        pool.Launch(documents.Count * heads.Query, new DisentangledForward(q, k, v, documents, heads, distances, y, logSumExp));

    internal override void DisentangledAttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp,
        Tensor dy, Tensor dq, Tensor dk, Tensor dv) => pool.Launch(
            heads.Query, new DisentangledBackward(q, k, v, documents, heads, distances, y, logSumExp, dy, dq, dk, dv));

    internal override void DocumentMean(Tensor x, DocumentLayout documents, Tensor y) =>
        pool.Launch(documents.Count, new DocumentMeans(x, documents, y));

    internal override void DocumentMeanBackward(Tensor dy, DocumentLayout documents, Destination dx) =>
        pool.Launch(documents.Count, new DocumentMeanGradient(dy, documents, dx));

    internal override void DocumentMax(Tensor x, DocumentLayout documents, Tensor y) =>
        pool.Launch(documents.Count, new DocumentMaxima(x, documents, y));

    internal override void DocumentMaxBackward(Tensor x, Tensor y, Tensor dy, DocumentLayout documents, Destination dx)
    {
        if (!dx.Accumulate)
            Fill(dx.Tensor, 0);
        pool.Launch(documents.Count, new DocumentMaxGradient(x, y, dy, documents, dx.Tensor));
    }

    internal override void L2Normalize(Tensor x, double epsilon, Tensor y, Tensor inverseNorm) =>
        pool.Launch(RowBlocks.Pieces(x.Rows, x.Columns), new UnitRows(x, (float)epsilon, y, inverseNorm));

    internal override void L2NormalizeBackward(Tensor y, Tensor inverseNorm, double epsilon, Tensor dy, Destination dx) =>
        pool.Launch(RowBlocks.Pieces(y.Rows, y.Columns), new UnitRowsGradient(y, inverseNorm, (float)(1 / epsilon), dy, dx));

    internal override unsafe void CrossEntropyInPlace(
        Tensor logits, ReadOnlySpan<int> labels, double normaliser, bool gradients, Tensor loss)
    {
        double total = 0;
        double* losses = stackalloc double[LossRows];
        for (int start = 0; start < labels.Length; start += LossRows)
        {
            int count = Math.Min(LossRows, labels.Length - start);
            fixed (int* label = labels.Slice(start, count))
                pool.Launch(count, new CrossEntropyRows(logits, start, label, losses, (float)(1 / normaliser), gradients));
            for (int i = 0; i < count; i++)
                total += losses[i];
        }

        loss.Storage.Singles(1)[0] = (float)(total / normaliser);
    }

    internal override void BinaryCrossEntropy(Tensor logits, Tensor targets, double normaliser, Tensor loss, Tensor? dLogits)
    {
        var losses = Allocate(logits.Shape);
        Elementwise<BinaryCrossEntropyOperator>.Launch(pool, logits, targets, losses, default);
        Sum(losses, 1 / normaliser, loss);
        losses.Release();
        if (dLogits is not null)
            Elementwise<BinaryCrossEntropySlope>.Launch(pool, logits, targets, dLogits, new BinaryCrossEntropySlope((float)(1 / normaliser)));
    }
}
