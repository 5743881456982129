namespace Attune.Tensors;

// The primitives of a backend. Shapes are checked by the ops that call them. A null destination is a result nobody wants,
// and work for it is not done. T tokens, C channels, H heads, D head size, V vocabulary.
public abstract partial class Backend
{
    /// <summary>Every element of <paramref name="tensor"/> becomes <paramref name="value"/>.</summary>
    internal abstract void Fill(Tensor tensor, double value);

    /// <summary>y = x</summary>
    internal abstract void Copy(Tensor x, Tensor y);

    /// <summary>y (+)= scale * x</summary>
    internal abstract void Scale(Tensor x, double scale, Destination y);

    /// <summary>y = a + scale * b; y may be a or b.</summary>
    internal abstract void AddScaled(Tensor a, Tensor b, double scale, Tensor y);

    /// <summary>y (+)= a * b, element by element</summary>
    internal abstract void Multiply(Tensor a, Tensor b, Destination y);

    /// <summary>sum[0] = scale * the sum of x, in double precision and a fixed order</summary>
    internal abstract void Sum(Tensor x, double scale, Tensor sum);

    /// <summary>y (+)= scale * value[0] everywhere</summary>
    internal abstract void AddScalar(Tensor value, double scale, Destination y);

    /// <summary>y[T,C] = bias[C] in every row</summary>
    internal abstract void BroadcastRow(Tensor bias, Tensor y);

    /// <summary>sum[C] (+)= the sum of the rows of x[T,C]</summary>
    internal abstract void SumRows(Tensor x, Destination sum);

    /// <summary>y[t,c] (+)= x[t,c] * factors[c]</summary>
    internal abstract void ScaleColumns(Tensor x, Tensor factors, Destination y);

    /// <summary>y[t] = 1 / sqrt(the sum over c of x[t,c]^2), the sum in double precision and a fixed order</summary>
    internal abstract void InverseRowNorms(Tensor x, Tensor y);

    /// <summary>y (+)= x / (1 - p) where a counter-based random number of (seed, index) is at least p, else + 0</summary>
    internal abstract void Dropout(Tensor x, double p, ulong seed, Destination y);

    /// <summary>c (+)= op(a) op(b), where op transposes on request. [m,k] [k,n] -> [m,n]</summary>
    internal abstract void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Destination c);

    /// <summary>y[t,:] = x[t,:] * r[t] * (weight + offset), r[t] = 1 / sqrt(mean(x[t,:]^2) + epsilon)</summary>
    internal abstract void RmsNorm(Tensor x, Tensor weight, double offset, double epsilon, Tensor y, Tensor inverseRms);

    internal abstract void RmsNormBackward(
        Tensor x, Tensor weight, double offset, Tensor inverseRms, Tensor dy, Destination? dx, Destination? dWeight);

    /// <summary>y[t, i * width + c] = x[t, first + i * stride + c]</summary>
    internal abstract void GatherColumns(Tensor x, ColumnLayout layout, Tensor y);

    /// <summary>y[t, first + i * stride + c] (+)= x[t, i * width + c]; other columns are 0 unless accumulating</summary>
    internal abstract void ScatterColumns(Tensor x, ColumnLayout layout, Destination y);

    /// <summary>y = cap * tanh(x / cap)</summary>
    internal abstract void SoftCap(Tensor x, double cap, Tensor y);

    /// <summary>dx (+)= dy * (1 - (y / cap)^2)</summary>
    internal abstract void SoftCapBackward(Tensor y, double cap, Tensor dy, Destination dx);

    /// <summary>
    /// Rotates the halves of the first channels of each head of x[T,H*D], as many as the table has, by the angles of the row's
    /// position, back where inverse; the other channels stay.
    /// </summary>
    internal abstract void Rotary(Tensor x, RotaryTable table, int[] positions, int heads, bool inverse, Destination y);

    /// <summary>
    /// y[t,:] = (x[t,:] - mean[t]) * r[t] * weight + bias, r[t] = 1 / sqrt(variance + epsilon); mean and r are the statistics.
    /// </summary>
    internal abstract void LayerNorm(Tensor x, Tensor weight, Tensor? bias, double epsilon, Tensor y, RowStatistics statistics);

    internal abstract void LayerNormBackward(
        Tensor x, Tensor weight, RowStatistics statistics, Tensor dy, Destination? dx, Destination? dWeight);

    /// <summary>y = activation(x)</summary>
    internal abstract void Activate(Activation activation, Tensor x, Tensor y);

    internal abstract void ActivateBackward(Activation activation, Tensor x, Tensor dy, Destination dx);

    /// <summary>y = activation(gate) * up</summary>
    internal abstract void Gated(Activation activation, Tensor gate, Tensor up, Tensor y);

    internal abstract void GatedBackward(
        Activation activation, Tensor gate, Tensor up, Tensor dy, Destination? dGate, Destination? dUp);

    /// <summary>Attention inside each document to the keys of heads.Window; logSumExp[H,T] is what the backward pass needs.</summary>
    internal abstract void Attention(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp);

    internal abstract void AttentionBackward(
        Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp,
        Tensor dy, Destination? dq, Destination? dk, Destination? dv, Destination? dBias);

    /// <summary>Row i of q attends to keyCount[i] cache rows from keyStart[i] on.</summary>
    internal abstract void CachedAttention(
        Tensor q, Tensor keys, Tensor values, ReadOnlySpan<int> keyStart, ReadOnlySpan<int> keyCount, AttentionHeads heads, Tensor y);

    /// <summary>destination[at[i],:] = rows[i,:]</summary>
    internal abstract void WriteRows(Tensor rows, ReadOnlySpan<int> at, Tensor destination);

    /// <summary>y[i,:] = x[indices[i],:]</summary>
    internal abstract void GatherRows(Tensor x, ReadOnlySpan<int> indices, Tensor y);

    /// <summary>y[indices[i],:] += scale * x[i,:], in the order of i; cleared before unless accumulating</summary>
    internal abstract void ScatterAddRows(Tensor x, ReadOnlySpan<int> indices, double scale, Destination y);

    /// <summary>
    /// loss[0] = the sum over i of -log softmax(transform(hidden[rows[i],:] head^T))[targets[i]], divided by the normaliser.
    /// HiddenRows[n,C], Head[V,C] and Bias[V] receive the gradients for a loss gradient of 1; where headRows is not empty, Head
    /// has only these rows of the head, in their order.
    /// </summary>
    internal abstract void SoftmaxCrossEntropy(
        Tensor hidden, Tensor head, ReadOnlySpan<int> rows, ReadOnlySpan<int> targets, double normaliser, LogitTransform transform,
        Tensor loss, LossGradients gradients, ReadOnlySpan<int> headRows);
}
