namespace Attune.Tensors;

// Mixtures of experts. T tokens, E experts, k of them for each token.
public abstract partial class Backend
{
    /// <summary>
    /// probabilities[T,E] = softmax of each row; experts[T*k] are the columns of its largest, largest first, and weights[T,k] their
    /// probabilities, divided by their sum where normalise is set.
    /// </summary>
    internal abstract void TopExperts(Tensor logits, bool normalise, Tensor probabilities, Tensor weights, int[] experts);

    internal abstract void TopExpertsBackward(
        Tensor probabilities, Tensor weights, int[] experts, bool normalise, Tensor dWeights, Destination dLogits);

    /// <summary>y[rows[i],:] += weights[picks[i]] * z[i,:]; no row twice.</summary>
    internal abstract void AddWeightedRows(Tensor z, Tensor weights, ReadOnlySpan<int> rows, ReadOnlySpan<int> picks, Tensor y);

    /// <summary>dz[i,:] (+)= weights[picks[i]] * dy[rows[i],:]; dWeights[picks[i]] (+)= dy[rows[i],:] z[i,:], other weights 0 unless accumulating.</summary>
    internal abstract void AddWeightedRowsBackward(
        Tensor z, Tensor weights, int[] rows, int[] picks, Tensor dy, Destination? dz, Destination? dWeights);

    /// <summary>probabilities[T,E] = softmax of each row, sum[0] = the sum of probabilities[t,e] * costs[e]</summary>
    internal abstract void ExpectedCost(Tensor logits, double[] costs, Tensor probabilities, Tensor sum);

    internal abstract void ExpectedCostBackward(Tensor probabilities, double[] costs, double upstream, Destination dLogits);
}
