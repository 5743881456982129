namespace Attune.Tensors;

/// <summary>The low-rank update of LoRA (Hu et al., 2021): scale * (x a^T) b^T with a [r, in] and b [out, r].</summary>
public static class LowRankOp
{
    /// <summary>scale * (x a^T) b^T: x [T, in], a [r, in], b [out, r], result [T, out].</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor LowRank(this Tensor x, Tensor a, Tensor b, double scale)
    {
        Check(x, a, b, "LowRank");
        var y = x.Backend.Allocate(new Shape(x.Rows, b.Rows));
        return Run(null, x, a, b, scale, y);
    }

    /// <summary>
    /// y + scale * (x a^T) b^T. Where y is an intermediate result its memory is taken over: y must not be used afterwards,
    /// and using it is an <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor AddLowRank(this Tensor y, Tensor x, Tensor a, Tensor b, double scale)
    {
        Check(x, a, b, "AddLowRank");
        OpChecks.SameBackend(x, y);
        if (y.Shape != new Shape(x.Rows, b.Rows))
            throw new ArgumentException($"AddLowRank: y {y.Shape} must be [{x.Rows}, {b.Rows}].");
        return Run(y, x, a, b, scale, TakeOver(y));
    }

    private static void Check(Tensor x, Tensor a, Tensor b, string op)
    {
        OpChecks.Matrix(x, nameof(x), op);
        OpChecks.Matrix(a, nameof(a), op);
        OpChecks.Matrix(b, nameof(b), op);
        OpChecks.SameBackend(x, a, op);
        OpChecks.SameBackend(x, b, op);
        if (x.Columns != a.Columns || a.Rows != b.Columns)
            throw new ArgumentException($"{op}: x {x.Shape}, a {a.Shape} and b {b.Shape} must be [T, in], [r, in] and [out, r].");
    }

    internal static Tensor TakeOver(Tensor y)
    {
        bool isLeaf = y.Node is null && (y.RequiresGradient || y.IsKept);
        if (!isLeaf && y.Storage.References == 1)
        {
            var moved = y.Backend.Alias(y);
            y.Release();
            return moved;
        }

        var copy = y.Backend.Allocate(y.Shape);
        y.Backend.Copy(y, copy);
        return copy;
    }

    private static Tensor Run(Tensor? y, Tensor x, Tensor a, Tensor b, double scale, Tensor result)
    {
        var backend = x.Backend;
        var reduced = backend.Allocate(new Shape(x.Rows, a.Rows));
        backend.MatMul(x, false, a, true, reduced); // [T,in] [r,in]^T -> [T,r]
        backend.Scale(reduced, scale, reduced);
        backend.MatMul(reduced, false, b, true, new Destination(result, Accumulate: y is not null)); // [T,r] [out,r]^T -> [T,out]
        return GraphNode.Wanted(x, a, b, y) ? new Node(y, x, a, b, scale, reduced).Record(result) : result;
    }

    private sealed class Node(Tensor? y, Tensor x, Tensor a, Tensor b, double scale, Tensor reduced) : GraphNode
    {
        public override (Tensor First, Tensor? Second, Tensor? Third, Tensor? Fourth) Inputs => (x, a, b, y);

        public override void Backward(Tensor output, Tensor gradient)
        {
            var backend = output.Backend;
            if (b.OpenGradient() is { } db)
                backend.MatMul(gradient, true, reduced, false, db); // [T,out]^T [T,r] -> [out,r]
            if (a.RequiresGradient || x.RequiresGradient)
                BackwardThroughReduced(backend, gradient);
            y?.AddGradient(gradient);
        }

        private void BackwardThroughReduced(Backend backend, Tensor gradient)
        {
            var dReduced = backend.Allocate(reduced.Shape);
            backend.MatMul(gradient, false, b, false, dReduced); // [T,out] [out,r] -> [T,r]
            backend.Scale(dReduced, scale, dReduced);
            if (a.OpenGradient() is { } da)
                backend.MatMul(dReduced, true, x, false, da); // [T,r]^T [T,in] -> [r,in]
            if (x.OpenGradient() is { } dx)
                backend.MatMul(dReduced, false, a, false, dx); // [T,r] [r,in] -> [T,in]
            dReduced.Release();
        }
    }
}
