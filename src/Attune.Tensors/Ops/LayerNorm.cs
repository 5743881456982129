namespace Attune.Tensors;

/// <summary>Normalisation of rows to mean 0 and variance 1 (Ba, Kiros and Hinton, "Layer normalization", 2016).</summary>
public static class LayerNormOp
{
    /// <summary>
    /// y[t, :] = (x[t, :] - mean) / sqrt(variance + epsilon) * weight + bias, with mean and (biased) variance of the row:
    /// x and y [T, C], weight and bias [C].
    /// </summary>
    /// <param name="x">The rows.</param>
    /// <param name="weight">A factor for each channel.</param>
    /// <param name="bias">What is added to each channel; null for nothing.</param>
    /// <param name="epsilon">Keeps rows of equal numbers finite, such as 1e-12 for BERT and 1e-5 for GPT-2.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor LayerNorm(this Tensor x, Tensor weight, Tensor? bias, double epsilon)
    {
        OpChecks.Matrix(x, nameof(x));
        OpChecks.Vector(weight, x.Columns, nameof(weight));
        OpChecks.SameBackend(x, weight);
        if (bias is not null)
        {
            OpChecks.Vector(bias, x.Columns, nameof(bias));
            OpChecks.SameBackend(x, bias);
        }

        var y = x.Backend.Allocate(x.Shape);
        var statistics = new RowStatistics(x.Backend.Allocate(new Shape(x.Rows)), x.Backend.Allocate(new Shape(x.Rows)));
        x.Backend.LayerNorm(x, weight, bias, epsilon, y, statistics);
        return GraphNode.Wanted(x, weight, bias) ? new Node(x, weight, bias, epsilon, statistics).Record(y) : y;
    }

    private sealed class Node(Tensor x, Tensor weight, Tensor? bias, double epsilon, RowStatistics statistics) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, weight, bias, null);

        public override bool CanRestore => true;

        public override void Restore(Tensor output) => output.Backend.LayerNorm(x, weight, bias, epsilon, output, statistics);

        public override void Backward(Tensor output, Tensor gradient)
        {
            output.Backend.LayerNormBackward(x, weight, statistics, gradient, x.OpenGradient(), weight.OpenGradient());
            if (bias?.OpenGradient() is { } dBias)
                output.Backend.SumRows(gradient, dBias);
        }
    }
}

/// <summary>Per row [T], what <see cref="LayerNormOp"/> needs again: the mean and 1 / sqrt(variance + epsilon).</summary>
internal readonly record struct RowStatistics(Tensor Mean, Tensor InverseDeviation);
