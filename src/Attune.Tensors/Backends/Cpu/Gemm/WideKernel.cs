using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// One to three rows of C, four vectors wide, with the same chains as <see cref="TileKernel{TLanes, TVector, TRows}"/>: so few
/// rows need more columns side by side to keep enough chains in flight.
/// </summary>
internal static unsafe class WideKernel<TLanes, TVector, TRows>
    where TLanes : ILanes<TVector>
    where TVector : struct
    where TRows : IRows
{
    /// <summary>C[rows, 4 vectors] (+)= A[rows, k] B[k, 4 vectors]; strides in elements.</summary>
    /// <param name="k">Length of the chains.</param>
    /// <param name="a">A(i, p) is at a[i * aRow + p * aStep].</param>
    /// <param name="aRow">From a row of A to the next.</param>
    /// <param name="aStep">From a column of A to the next.</param>
    /// <param name="b">Row p of the left two vectors of B starts at b[p * bStep].</param>
    /// <param name="right">Row p of the right two vectors of B starts at right[p * bStep].</param>
    /// <param name="bStep">From a row of B to the next.</param>
    /// <param name="accumulate">Start the chains from C instead of from zero.</param>
    /// <param name="c">C(i, j) is at c[i * ldc + j].</param>
    /// <param name="ldc">From a row of C to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int k, float* a, nint aRow, nint aStep, float* b, float* right, nint bStep, bool accumulate, float* c, nint ldc)
    {
        TVector c00 = default, c01 = default, c02 = default, c03 = default;
        TVector c10 = default, c11 = default, c12 = default, c13 = default;
        TVector c20 = default, c21 = default, c22 = default, c23 = default;
        if (accumulate)
        {
            Load(ref c00, ref c01, ref c02, ref c03, c);
            if (TRows.Count > 1) Load(ref c10, ref c11, ref c12, ref c13, c + ldc);
            if (TRows.Count > 2) Load(ref c20, ref c21, ref c22, ref c23, c + 2 * ldc);
        }

        for (; k > 0; k--)
        {
            TVector b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            TVector b2 = TLanes.Load(right), b3 = TLanes.Load(right + TLanes.Count);
            Step(ref c00, ref c01, ref c02, ref c03, *a, b0, b1, b2, b3);
            if (TRows.Count > 1) Step(ref c10, ref c11, ref c12, ref c13, *(a + aRow), b0, b1, b2, b3);
            if (TRows.Count > 2) Step(ref c20, ref c21, ref c22, ref c23, *(a + 2 * aRow), b0, b1, b2, b3);
            a += aStep;
            b += bStep;
            right += bStep;
        }

        Store(c00, c01, c02, c03, c);
        if (TRows.Count > 1) Store(c10, c11, c12, c13, c + ldc);
        if (TRows.Count > 2) Store(c20, c21, c22, c23, c + 2 * ldc);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Load(ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, float* c)
    {
        c0 = TLanes.Load(c);
        c1 = TLanes.Load(c + TLanes.Count);
        c2 = TLanes.Load(c + 2 * TLanes.Count);
        c3 = TLanes.Load(c + 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step(ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, float a, TVector b0, TVector b1, TVector b2, TVector b3)
    {
        TVector broadcast = TLanes.Broadcast(a);
        c0 = TLanes.Fma(broadcast, b0, c0);
        c1 = TLanes.Fma(broadcast, b1, c1);
        c2 = TLanes.Fma(broadcast, b2, c2);
        c3 = TLanes.Fma(broadcast, b3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(TVector c0, TVector c1, TVector c2, TVector c3, float* c)
    {
        TLanes.Store(c0, c);
        TLanes.Store(c1, c + TLanes.Count);
        TLanes.Store(c2, c + 2 * TLanes.Count);
        TLanes.Store(c3, c + 3 * TLanes.Count);
    }
}
