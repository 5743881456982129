using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>A tile of C up to 12 rows high and one vector wide, for a B of few columns, with the same chains as <see cref="TileKernel{TLanes, TVector, TRows}"/>.</summary>
/// <remarks>A is read where it lies: with so few columns each of its elements is used only once.</remarks>
internal static unsafe class NarrowKernel<TLanes, TVector, TRows>
    where TLanes : ILanes<TVector>
    where TVector : struct
    where TRows : IRows
{
    /// <summary>C[rows, 1 vector] (+)= A[rows, k] B[k, 1 vector]; strides in elements.</summary>
    /// <param name="k">Length of the chains.</param>
    /// <param name="a">A(i, p) is at a[i * aRow + p].</param>
    /// <param name="aRow">From a row of A to the next.</param>
    /// <param name="b">Row p of B starts at b[p * TLanes.Count].</param>
    /// <param name="accumulate">Start the chains from C instead of from zero.</param>
    /// <param name="c">C(i, j) is at c[i * TLanes.Count + j].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int k, float* a, nint aRow, float* b, bool accumulate, float* c)
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TVector c6 = default, c7 = default, c8 = default, c9 = default, ca = default, cb = default;
        if (accumulate)
        {
            c0 = TLanes.Load(c);
            if (TRows.Count > 1) c1 = TLanes.Load(c + 1 * TLanes.Count);
            if (TRows.Count > 2) c2 = TLanes.Load(c + 2 * TLanes.Count);
            if (TRows.Count > 3) c3 = TLanes.Load(c + 3 * TLanes.Count);
            if (TRows.Count > 4) c4 = TLanes.Load(c + 4 * TLanes.Count);
            if (TRows.Count > 5) c5 = TLanes.Load(c + 5 * TLanes.Count);
            if (TRows.Count > 6) c6 = TLanes.Load(c + 6 * TLanes.Count);
            if (TRows.Count > 7) c7 = TLanes.Load(c + 7 * TLanes.Count);
            if (TRows.Count > 8) c8 = TLanes.Load(c + 8 * TLanes.Count);
            if (TRows.Count > 9) c9 = TLanes.Load(c + 9 * TLanes.Count);
            if (TRows.Count > 10) ca = TLanes.Load(c + 10 * TLanes.Count);
            if (TRows.Count > 11) cb = TLanes.Load(c + 11 * TLanes.Count);
        }

        float* a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        for (int p = 0; p < k; p++)
        {
            TVector row = TLanes.Load(b);
            c0 = TLanes.Fma(TLanes.Broadcast(*a), row, c0);
            if (TRows.Count > 1) c1 = TLanes.Fma(TLanes.Broadcast(*(a + aRow)), row, c1);
            if (TRows.Count > 2) c2 = TLanes.Fma(TLanes.Broadcast(*(a + 2 * aRow)), row, c2);
            if (TRows.Count > 3) c3 = TLanes.Fma(TLanes.Broadcast(*a3), row, c3);
            if (TRows.Count > 4) c4 = TLanes.Fma(TLanes.Broadcast(*(a3 + aRow)), row, c4);
            if (TRows.Count > 5) c5 = TLanes.Fma(TLanes.Broadcast(*(a3 + 2 * aRow)), row, c5);
            if (TRows.Count > 6) c6 = TLanes.Fma(TLanes.Broadcast(*a6), row, c6);
            if (TRows.Count > 7) c7 = TLanes.Fma(TLanes.Broadcast(*(a6 + aRow)), row, c7);
            if (TRows.Count > 8) c8 = TLanes.Fma(TLanes.Broadcast(*(a6 + 2 * aRow)), row, c8);
            if (TRows.Count > 9) c9 = TLanes.Fma(TLanes.Broadcast(*a9), row, c9);
            if (TRows.Count > 10) ca = TLanes.Fma(TLanes.Broadcast(*(a9 + aRow)), row, ca);
            if (TRows.Count > 11) cb = TLanes.Fma(TLanes.Broadcast(*(a9 + 2 * aRow)), row, cb);
            a++;
            if (TRows.Count > 3) a3++;
            if (TRows.Count > 6) a6++;
            if (TRows.Count > 9) a9++;
            b += TLanes.Count;
        }

        TLanes.Store(c0, c);
        if (TRows.Count > 1) TLanes.Store(c1, c + 1 * TLanes.Count);
        if (TRows.Count > 2) TLanes.Store(c2, c + 2 * TLanes.Count);
        if (TRows.Count > 3) TLanes.Store(c3, c + 3 * TLanes.Count);
        if (TRows.Count > 4) TLanes.Store(c4, c + 4 * TLanes.Count);
        if (TRows.Count > 5) TLanes.Store(c5, c + 5 * TLanes.Count);
        if (TRows.Count > 6) TLanes.Store(c6, c + 6 * TLanes.Count);
        if (TRows.Count > 7) TLanes.Store(c7, c + 7 * TLanes.Count);
        if (TRows.Count > 8) TLanes.Store(c8, c + 8 * TLanes.Count);
        if (TRows.Count > 9) TLanes.Store(c9, c + 9 * TLanes.Count);
        if (TRows.Count > 10) TLanes.Store(ca, c + 10 * TLanes.Count);
        if (TRows.Count > 11) TLanes.Store(cb, c + 11 * TLanes.Count);
    }
}
