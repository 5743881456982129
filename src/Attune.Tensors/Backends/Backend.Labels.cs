namespace Attune.Tensors;

// Primitives of encoders: attention of contents and distances, pooling of documents, unit vectors, losses over labels. T tokens,
// D documents, C channels, K labels.
public abstract partial class Backend
{
    /// <summary>Whole documents; q and k have the rows of the buckets behind those of the tokens, logSumExp is [H,T].</summary>
    internal abstract void DisentangledAttention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp);

    /// <summary>The gradients overwrite dq, dk and dv.</summary>
    internal abstract void DisentangledAttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp,
        Tensor dy, Tensor dq, Tensor dk, Tensor dv);

    /// <summary>y[d,:] = the mean of the rows of document d of x[T,C]</summary>
    internal abstract void DocumentMean(Tensor x, DocumentLayout documents, Tensor y);

    /// <summary>dx[t,:] (+)= dy[d,:] / the length of the row's document d</summary>
    internal abstract void DocumentMeanBackward(Tensor dy, DocumentLayout documents, Destination dx);

    /// <summary>y[d,c] = the greatest x[t,c] of document d</summary>
    internal abstract void DocumentMax(Tensor x, DocumentLayout documents, Tensor y);

    /// <summary>dx[t,c] (+)= dy[d,c] where t is the first row of document d with x[t,c] = y[d,c], and 0 elsewhere</summary>
    internal abstract void DocumentMaxBackward(Tensor x, Tensor y, Tensor dy, DocumentLayout documents, Destination dx);

    /// <summary>y[t,:] = x[t,:] * r[t], r[t] = 1 / max(sqrt(sum(x[t,:]^2)), epsilon)</summary>
    internal abstract void L2Normalize(Tensor x, double epsilon, Tensor y, Tensor inverseNorm);

    internal abstract void L2NormalizeBackward(Tensor y, Tensor inverseNorm, double epsilon, Tensor dy, Destination dx);

    /// <summary>
    /// loss[0] = the sum over rows of -log softmax(logits[i,:])[labels[i]], divided by the normaliser; where gradients are
    /// wanted the logits [N,K] become theirs for a loss gradient of 1.
    /// </summary>
    internal abstract void CrossEntropyInPlace(Tensor logits, ReadOnlySpan<int> labels, double normaliser, bool gradients, Tensor loss);

    /// <summary>
    /// loss[0] = the sum over all elements of log(1 + e^x) - target x, divided by the normaliser; dLogits is its gradient.
    /// </summary>
    internal abstract void BinaryCrossEntropy(Tensor logits, Tensor targets, double normaliser, Tensor loss, Tensor? dLogits);
}
