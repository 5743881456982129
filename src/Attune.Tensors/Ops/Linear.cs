namespace Attune.Tensors;

/// <summary>Affine maps of rows: the products with weights of a network.</summary>
public static class LinearOp
{
    /// <summary>y = x weight^T: x [T, in], weight [out, in], y [T, out].</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Linear(this Tensor x, Tensor weight) => Run(x, weight, null);

    /// <summary>y = x weight^T + bias: x [T, in], weight [out, in], bias [out], y [T, out].</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias) => Run(x, weight, bias);

    private static Tensor Run(Tensor x, Tensor weight, Tensor? bias)
    {
        OpChecks.Matrix(x, nameof(x), "Linear");
        OpChecks.Matrix(weight, nameof(weight), "Linear");
        OpChecks.SameBackend(x, weight, "Linear");
        if (x.Columns != weight.Columns)
            throw new ArgumentException($"Linear: x {x.Shape} has {x.Columns} columns, weight {weight.Shape} has {weight.Columns}.");
        var y = x.Backend.Allocate(new Shape(x.Rows, weight.Rows));
        if (bias is not null)
        {
            OpChecks.Vector(bias, weight.Rows, nameof(bias), "Linear");
            x.Backend.BroadcastRow(bias, y);
        }

        // [T,in] [out,in]^T -> [T,out]
        x.Backend.MatMul(x, false, weight, true, new Destination(y, Accumulate: bias is not null));
        return GraphNode.Wanted(x, weight, bias) ? new Node(x, weight, bias).Record(y) : y;
    }

    private sealed class Node(Tensor x, Tensor weight, Tensor? bias) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, weight, bias, null);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var backend = output.Backend;
            if (weight.OpenGradient() is { } dWeight)
                backend.MatMul(gradient, true, x, false, dWeight); // [T,out]^T [T,in] -> [out,in]
            if (x.OpenGradient() is { } dx)
                backend.MatMul(gradient, false, weight, false, dx); // [T,out] [out,in] -> [T,in]
            if (bias?.OpenGradient() is { } dBias)
                backend.SumRows(gradient, dBias);
        }
    }
}
