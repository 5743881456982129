using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// Mixtures of experts.
public sealed partial class CpuBackend
{
    internal override void TopExperts(Tensor logits, bool normalise, Tensor probabilities, Tensor weights, int[] experts) =>
        pool.Launch(RowBlocks.Pieces(logits.Rows, logits.Columns), new TopExpertsForward(logits, normalise, probabilities, weights, experts));

    internal override void TopExpertsBackward(
        Tensor probabilities, Tensor weights, int[] experts, bool normalise, Tensor dWeights, Destination dLogits) => pool.Launch(
            RowBlocks.Pieces(probabilities.Rows, probabilities.Columns),
            new TopExpertsGradient(probabilities, weights, experts, normalise, dWeights, dLogits));

    internal override unsafe void AddWeightedRows(Tensor z, Tensor weights, ReadOnlySpan<int> rows, ReadOnlySpan<int> picks, Tensor y)
    {
        fixed (int* row = rows, pick = picks)
            pool.Launch(RowBlocks.Pieces(z.Rows, z.Columns), new WeightedRows(z, weights, row, pick, y));
    }

    internal override void AddWeightedRowsBackward(
        Tensor z, Tensor weights, int[] rows, int[] picks, Tensor dy, Destination? dz, Destination? dWeights)
    {
        if (dWeights is { Accumulate: false } fresh)
            Fill(fresh.Tensor, 0);
        pool.Launch(RowBlocks.Pieces(z.Rows, z.Columns), new WeightedRowsGradient(z, weights, rows, picks, dy, dz, dWeights?.Tensor));
    }

    internal override void ExpectedCost(Tensor logits, double[] costs, Tensor probabilities, Tensor sum)
    {
        pool.Launch(RowBlocks.Pieces(logits.Rows, logits.Columns), new SoftmaxRows(logits, probabilities));
        double total = 0;
        var values = probabilities.AsReadOnlySpan();
        for (int i = 0; i < values.Length; i++)
            total += values[i] * costs[i % costs.Length];
        sum.Storage.Singles(1)[0] = (float)total;
    }

    internal override void ExpectedCostBackward(Tensor probabilities, double[] costs, double upstream, Destination dLogits) => pool.Launch(
        RowBlocks.Pieces(probabilities.Rows, probabilities.Columns), new ExpectedCostGradient(probabilities, costs, upstream, dLogits));
}
