namespace Attune.Tensors;

// Mixtures of experts.
public sealed partial class ReferenceBackend
{
    internal override void TopExperts(Tensor logits, bool normalise, Tensor probabilities, Tensor weights, int[] experts)
    {
        int count = weights.Columns;
        for (int t = 0; t < logits.Rows; t++)
        {
            SoftmaxRow(Row(logits, t), Row(probabilities, t));
            double[] left = Row(probabilities, t).ToArray();
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                int best = left.AsSpan().IndexOf(left.Max());
                experts[(t * count) + i] = best;
                sum += Row(weights, t)[i] = left[best];
                left[best] = double.NegativeInfinity;
            }

            for (int i = 0; i < count && normalise; i++)
                Row(weights, t)[i] /= sum;
        }
    }

    internal override void TopExpertsBackward(
        Tensor probabilities, Tensor weights, int[] experts, bool normalise, Tensor dWeights, Destination dLogits)
    {
        int count = weights.Columns, all = probabilities.Columns;
        for (int t = 0; t < weights.Rows; t++)
        {
            double sum = 1, pull = 0; // of weights w = p / sum: dp = (dw - sum of dw w) / sum
            if (normalise)
            {
                sum = 0;
                for (int i = 0; i < count; i++)
                {
                    sum += Row(probabilities, t)[experts[(t * count) + i]];
                    pull += Row(dWeights, t)[i] * Row(weights, t)[i];
                }
            }

            double[] dProbability = new double[all];
            double dot = 0;
            for (int i = 0; i < count; i++)
            {
                int expert = experts[(t * count) + i];
                dProbability[expert] = (Row(dWeights, t)[i] - pull) / sum;
                dot += dProbability[expert] * Row(probabilities, t)[expert];
            }

            for (int e = 0; e < all; e++)
                Put(dLogits, (t * all) + e, Row(probabilities, t)[e] * (dProbability[e] - dot));
        }
    }

    internal override void AddWeightedRows(Tensor z, Tensor weights, ReadOnlySpan<int> rows, ReadOnlySpan<int> picks, Tensor y)
    {
        for (int i = 0; i < z.Rows; i++)
        {
            for (int c = 0; c < z.Columns; c++)
                Row(y, rows[i])[c] += D(weights)[picks[i]] * Row(z, i)[c];
        }
    }

    internal override void AddWeightedRowsBackward(
        Tensor z, Tensor weights, int[] rows, int[] picks, Tensor dy, Destination? dz, Destination? dWeights)
    {
        if (dWeights is { Accumulate: false } fresh)
            D(fresh.Tensor).Clear();
        for (int i = 0; i < z.Rows; i++)
        {
            double dot = 0;
            for (int c = 0; c < z.Columns; c++)
            {
                Put(dz, (i * z.Columns) + c, D(weights)[picks[i]] * Row(dy, rows[i])[c]);
                dot += Row(dy, rows[i])[c] * Row(z, i)[c];
            }

            if (dWeights is { } target)
                D(target.Tensor)[picks[i]] += dot;
        }
    }

    internal override void ExpectedCost(Tensor logits, double[] costs, Tensor probabilities, Tensor sum)
    {
        double total = 0;
        for (int t = 0; t < logits.Rows; t++)
        {
            SoftmaxRow(Row(logits, t), Row(probabilities, t));
            total += Dot(Row(probabilities, t), costs);
        }

        D(sum)[0] = total;
    }

    internal override void ExpectedCostBackward(Tensor probabilities, double[] costs, double upstream, Destination dLogits)
    {
        for (int t = 0; t < probabilities.Rows; t++)
        {
            double mean = Dot(Row(probabilities, t), costs);
            for (int e = 0; e < costs.Length; e++)
                Put(dLogits, (t * costs.Length) + e, upstream * Row(probabilities, t)[e] * (costs[e] - mean));
        }
    }

    private static void SoftmaxRow(ReadOnlySpan<double> logits, Span<double> probabilities)
    {
        double maximum = double.NegativeInfinity, sum = 0;
        foreach (double logit in logits)
            maximum = Math.Max(maximum, logit);
        for (int e = 0; e < logits.Length; e++)
            sum += probabilities[e] = Math.Exp(logits[e] - maximum);
        foreach (ref double probability in probabilities)
            probability /= sum;
    }
}
