namespace Attune.Tensors;

/// <summary>Products of the columns of a matrix with one number each: IA3's vectors, DoRA's magnitudes.</summary>
public static class ScaleColumnsOp
{
    /// <summary>y[t, c] = x[t, c] * factors[c] + bias[c]: x [T, C]; factors and bias hold C numbers, in any shape.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor ScaleColumns(this Tensor x, Tensor factors, Tensor? bias = null)
    {
        OpChecks.Matrix(x, nameof(x));
        OpChecks.SameBackend(x, factors);
        OpChecks.Count(factors.Shape.ElementCount, x.Columns, nameof(factors));
        if (bias is not null)
            OpChecks.Count(bias.Shape.ElementCount, x.Columns, nameof(bias));
        var y = x.Backend.Allocate(x.Shape);
        if (bias is not null)
            x.Backend.BroadcastRow(bias, y);
        x.Backend.ScaleColumns(x, factors, new Destination(y, Accumulate: bias is not null));
        return GraphNode.Wanted(x, factors, bias) ? new Node(x, factors, bias).Record(y) : y;
    }

    private sealed class Node(Tensor x, Tensor factors, Tensor? bias) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, factors, bias, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var backend = output.Backend;
            if (x.OpenGradient() is { } dx)
                backend.ScaleColumns(gradient, factors, dx);
            if (bias?.OpenGradient() is { } dBias)
                backend.SumRows(gradient, dBias);
            if (factors.OpenGradient() is not { } dFactors)
                return;
            var product = backend.Allocate(x.Shape);
            backend.Multiply(gradient, x, product);
            backend.SumRows(product, dFactors); // [T,C] -> [C]
            product.Release();
        }
    }
}
