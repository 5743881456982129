namespace Attune.Tensors;

/// <summary>The norms that DoRA divides by (Liu and others, 2024).</summary>
public static class InverseRowNormsOp
{
    /// <summary>
    /// 1 / the Euclidean norm of each row of weight + scale * b a: weight [out, in], a [r, in], b [out, r], result [out]. It
    /// is a constant for gradients, as the method asks for.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor InverseRowNorms(this Tensor weight, Tensor a, Tensor b, double scale)
    {
        OpChecks.Matrix(weight, nameof(weight));
        OpChecks.Matrix(a, nameof(a));
        OpChecks.Matrix(b, nameof(b));
        OpChecks.SameBackend(weight, a);
        OpChecks.SameBackend(weight, b);
        if (a.Columns != weight.Columns || b.Rows != weight.Rows || a.Rows != b.Columns)
            throw new ArgumentException($"InverseRowNorms: weight {weight.Shape}, a {a.Shape} and b {b.Shape} must be [out, in], [r, in] and [out, r].");
        var backend = weight.Backend;
        var sum = backend.Allocate(weight.Shape);
        backend.MatMul(b, false, a, false, sum); // [out,r] [r,in] -> [out,in]
        backend.AddScaled(weight, sum, scale, sum);
        var norms = backend.Allocate(new Shape(weight.Rows));
        backend.InverseRowNorms(sum, norms);
        sum.Release();
        return norms;
    }
}
