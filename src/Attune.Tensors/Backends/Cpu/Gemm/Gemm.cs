using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The float32 matrix product C (+)= op(A) op(B). Each element of C is one chain of fused multiply-adds over k, from 0 upwards,
/// starting at zero or at the old C: the bits of the three naive loops, for any number of threads, vector width, blocking
/// and for any number of other rows in the batch.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>C[m, n] (+)= op(A)[m, k] op(B)[k, n], all row-major.</summary>
    /// <param name="pool">Threads to share the work.</param>
    /// <param name="transposeA">A is stored as [k, m].</param>
    /// <param name="transposeB">B is stored as [n, k].</param>
    /// <param name="m">Rows of C.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="k">Length of the inner products.</param>
    /// <param name="a">First element of A as stored.</param>
    /// <param name="lda">Elements from a stored row of A to the next.</param>
    /// <param name="b">First element of B as stored.</param>
    /// <param name="ldb">Elements from a stored row of B to the next.</param>
    /// <param name="accumulate">Add to C instead of overwriting it.</param>
    /// <param name="c">First element of C; must not overlap A or B.</param>
    /// <param name="ldc">Elements from a row of C to the next.</param>
    /// <param name="kernel">Micro-kernels to use; the best of this machine by default.</param>
    public static void Run(WorkerPool pool, bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda,
        float* b, int ldb, bool accumulate, float* c, int ldc, GemmKernel? kernel = null)
    {
        Check(m, n, k, lda, transposeA ? m : k, ldc);
        ArgumentOutOfRangeException.ThrowIfLessThan(ldb, transposeB ? k : n);
        if (IsTrivial(m, n, k, accumulate, c, ldc)) return;
        kernel ??= GemmKernel.Best;
        MatrixView left = new(a, lda, transposeA), right = new(b, ldb, transposeB), result = new(c, ldc, false);
        if (SkinnyProduct.TryRun(pool, kernel, m, n, k, left, right, accumulate, result)) return;
        BlockedProduct.Run(pool, kernel, m, n, k, left, right, null, accumulate, result);
    }

    /// <summary>C[m, n] (+)= op(A)[m, k] B[k, n] with a B packed beforehand, which gives k and n.</summary>
    public static void Run(WorkerPool pool, bool transposeA, int m, float* a, int lda, PackedMatrix b, bool accumulate,
        float* c, int ldc)
    {
        Check(m, b.Columns, b.Rows, lda, transposeA ? m : b.Rows, ldc);
        if (IsTrivial(m, b.Columns, b.Rows, accumulate, c, ldc)) return;
        BlockedProduct.Run(pool, b.Kernel, m, b.Columns, b.Rows, new MatrixView(a, lda, transposeA), default, b, accumulate,
            new MatrixView(c, ldc, false));
        GC.KeepAlive(b);
    }

    /// <summary>
    /// C[m, n] (+)= op(A)[m, k] op(B)[k, n] with a B in a smaller form, which is widened block by block while it is packed; one that
    /// rounds what it is multiplied with (<see cref="IRoundingMatrix"/>) has chains of its own in A B^T.
    /// </summary>
    public static void Run(WorkerPool pool, bool transposeA, bool transposeB, int m, int n, int k, float* a, int lda,
        IStoredMatrix b, bool accumulate, float* c, int ldc, GemmKernel? kernel = null)
    {
        Check(m, n, k, lda, transposeA ? m : k, ldc);
        if (IsTrivial(m, n, k, accumulate, c, ldc)) return;
        if (transposeB && !transposeA && b is IRoundingMatrix rounding)
        {
            RoundedProduct.Run(pool, m, n, k, a, lda, rounding, accumulate, c, ldc);
            return;
        }

        kernel ??= GemmKernel.Best;
        MatrixView left = new(a, lda, transposeA), result = new(c, ldc, false);
        if (transposeB && b is IFusedMatrix fused && FusedProduct.TryRun(pool, m, n, k, left, fused, accumulate, result)) return;
        if (transposeB && b is IInterleavedMatrix rows && InterleavedProduct.TryRun(pool, kernel, m, n, k, left, rows, accumulate, result)) return;
        BlockedProduct.Run(pool, kernel, m, n, k, left, b, transposeB, accumulate, result);
    }

    static void Check(int m, int n, int k, int lda, int storedColumnsOfA, int ldc)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfLessThan(lda, storedColumnsOfA);
        ArgumentOutOfRangeException.ThrowIfLessThan(ldc, n);
    }

    static bool IsTrivial(int m, int n, int k, bool accumulate, float* c, int ldc)
    {
        if (m == 0 || n == 0) return true;
        if (k > 0) return false;
        if (!accumulate)
        {
            for (int i = 0; i < m; i++) Unsafe.InitBlockUnaligned(c + (nint)i * ldc, 0, (uint)n * sizeof(float));
        }

        return true;
    }
}
