using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// Matrix products.
public sealed partial class CpuBackend
{
    internal override void Sum(Tensor x, double scale, Tensor sum) =>
        sum.Storage.Singles(1)[0] = (float)(scale * SumOf(x));

    internal override unsafe void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Destination c)
    {
        int m = c.Tensor.Rows, n = c.Tensor.Columns, k = transposeA ? a.Rows : a.Columns;
        float* result = c.Tensor.Singles();
        if (b.Stored is { } stored)
            Gemm.Run(pool, transposeA, transposeB, m, n, k, a.Singles(), a.Columns, stored, c.Accumulate, result, n);
        else if (transposeB && PackedWeights.Find(pool, b, m) is { } packed)
            Gemm.Run(pool, transposeA, m, a.Singles(), a.Columns, packed, c.Accumulate, result, n);
        else
            Gemm.Run(pool, transposeA, transposeB, m, n, k, a.Singles(), a.Columns, b.Singles(), b.Columns, c.Accumulate, result, n);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(c.Tensor);
    }
}
