using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The innermost product: a tile of C, up to 12 rows high and two vectors wide, held in registers over the whole of k.
/// Each lane of each accumulator is one chain of fused multiply-adds in ascending k, so neither the height of a tile nor
/// the width of a vector changes a bit.
/// </summary>
/// <remarks>
/// 12 rows x 2 vectors = 24 accumulators, two vectors of B and one broadcast fill 27 of AVX-512's 32 registers; with 6 rows
/// 15 of AVX2's 16. Rows beyond TRows.Count vanish at compile time.
/// </remarks>
internal static unsafe class TileKernel<TLanes, TVector, TRows>
    where TLanes : ILanes<TVector>
    where TVector : struct
    where TRows : IRows
{
    /// <summary>C[rows, 2 vectors] (+)= A[rows, k] B[k, 2 vectors]; strides in elements.</summary>
    /// <param name="k">Length of the chains.</param>
    /// <param name="a">A(i, p) is at a[i * aRow + p * aStep].</param>
    /// <param name="aRow">From a row of A to the next.</param>
    /// <param name="aStep">From a column of A to the next.</param>
    /// <param name="b">Row p of B starts at b[p * bStep].</param>
    /// <param name="bStep">From a row of B to the next.</param>
    /// <param name="accumulate">Start the chains from C instead of from zero.</param>
    /// <param name="c">C(i, j) is at c[i * ldc + j].</param>
    /// <param name="ldc">From a row of C to the next.</param>
    /// <param name="next">The tile of C that comes next: it is fetched while this one is computed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int k, float* a, nint aRow, nint aStep, float* b, nint bStep, bool accumulate, float* c, nint ldc, float* next)
    {
        TVector c00 = default, c01 = default;
        TVector c10 = default, c11 = default;
        TVector c20 = default, c21 = default;
        TVector c30 = default, c31 = default;
        TVector c40 = default, c41 = default;
        TVector c50 = default, c51 = default;
        TVector c60 = default, c61 = default;
        TVector c70 = default, c71 = default;
        TVector c80 = default, c81 = default;
        TVector c90 = default, c91 = default;
        TVector ca0 = default, ca1 = default;
        TVector cb0 = default, cb1 = default;
        if (accumulate)
        {
            Load(ref c00, ref c01, c);
            if (TRows.Count > 1) Load(ref c10, ref c11, c + 1 * ldc);
            if (TRows.Count > 2) Load(ref c20, ref c21, c + 2 * ldc);
            if (TRows.Count > 3) Load(ref c30, ref c31, c + 3 * ldc);
            if (TRows.Count > 4) Load(ref c40, ref c41, c + 4 * ldc);
            if (TRows.Count > 5) Load(ref c50, ref c51, c + 5 * ldc);
            if (TRows.Count > 6) Load(ref c60, ref c61, c + 6 * ldc);
            if (TRows.Count > 7) Load(ref c70, ref c71, c + 7 * ldc);
            if (TRows.Count > 8) Load(ref c80, ref c81, c + 8 * ldc);
            if (TRows.Count > 9) Load(ref c90, ref c91, c + 9 * ldc);
            if (TRows.Count > 10) Load(ref ca0, ref ca1, c + 10 * ldc);
            if (TRows.Count > 11) Load(ref cb0, ref cb1, c + 11 * ldc);
        }

        Prefetch(next, ldc);

        // Packed panels: every address is a pointer and a constant, and four steps share the arithmetic on pointers, which
        // competes with the multiply-adds for ports.
        if (aRow == 1 && aStep == TLanes.TileRows && bStep == 2 * TLanes.Count)
        {
            for (; k >= 4; k -= 4)
            {
                TVector b00 = TLanes.Load(b), b01 = TLanes.Load(b + 1 * TLanes.Count);
                Step(ref c00, ref c01, *(a), b00, b01);
                if (TRows.Count > 1) Step(ref c10, ref c11, *(a + 1), b00, b01);
                if (TRows.Count > 2) Step(ref c20, ref c21, *(a + 2), b00, b01);
                if (TRows.Count > 3) Step(ref c30, ref c31, *(a + 3), b00, b01);
                if (TRows.Count > 4) Step(ref c40, ref c41, *(a + 4), b00, b01);
                if (TRows.Count > 5) Step(ref c50, ref c51, *(a + 5), b00, b01);
                if (TRows.Count > 6) Step(ref c60, ref c61, *(a + 6), b00, b01);
                if (TRows.Count > 7) Step(ref c70, ref c71, *(a + 7), b00, b01);
                if (TRows.Count > 8) Step(ref c80, ref c81, *(a + 8), b00, b01);
                if (TRows.Count > 9) Step(ref c90, ref c91, *(a + 9), b00, b01);
                if (TRows.Count > 10) Step(ref ca0, ref ca1, *(a + 10), b00, b01);
                if (TRows.Count > 11) Step(ref cb0, ref cb1, *(a + 11), b00, b01);
                TVector b10 = TLanes.Load(b + 2 * TLanes.Count), b11 = TLanes.Load(b + 3 * TLanes.Count);
                Step(ref c00, ref c01, *(a + 1 * TLanes.TileRows), b10, b11);
                if (TRows.Count > 1) Step(ref c10, ref c11, *(a + 1 * TLanes.TileRows + 1), b10, b11);
                if (TRows.Count > 2) Step(ref c20, ref c21, *(a + 1 * TLanes.TileRows + 2), b10, b11);
                if (TRows.Count > 3) Step(ref c30, ref c31, *(a + 1 * TLanes.TileRows + 3), b10, b11);
                if (TRows.Count > 4) Step(ref c40, ref c41, *(a + 1 * TLanes.TileRows + 4), b10, b11);
                if (TRows.Count > 5) Step(ref c50, ref c51, *(a + 1 * TLanes.TileRows + 5), b10, b11);
                if (TRows.Count > 6) Step(ref c60, ref c61, *(a + 1 * TLanes.TileRows + 6), b10, b11);
                if (TRows.Count > 7) Step(ref c70, ref c71, *(a + 1 * TLanes.TileRows + 7), b10, b11);
                if (TRows.Count > 8) Step(ref c80, ref c81, *(a + 1 * TLanes.TileRows + 8), b10, b11);
                if (TRows.Count > 9) Step(ref c90, ref c91, *(a + 1 * TLanes.TileRows + 9), b10, b11);
                if (TRows.Count > 10) Step(ref ca0, ref ca1, *(a + 1 * TLanes.TileRows + 10), b10, b11);
                if (TRows.Count > 11) Step(ref cb0, ref cb1, *(a + 1 * TLanes.TileRows + 11), b10, b11);
                TVector b20 = TLanes.Load(b + 4 * TLanes.Count), b21 = TLanes.Load(b + 5 * TLanes.Count);
                Step(ref c00, ref c01, *(a + 2 * TLanes.TileRows), b20, b21);
                if (TRows.Count > 1) Step(ref c10, ref c11, *(a + 2 * TLanes.TileRows + 1), b20, b21);
                if (TRows.Count > 2) Step(ref c20, ref c21, *(a + 2 * TLanes.TileRows + 2), b20, b21);
                if (TRows.Count > 3) Step(ref c30, ref c31, *(a + 2 * TLanes.TileRows + 3), b20, b21);
                if (TRows.Count > 4) Step(ref c40, ref c41, *(a + 2 * TLanes.TileRows + 4), b20, b21);
                if (TRows.Count > 5) Step(ref c50, ref c51, *(a + 2 * TLanes.TileRows + 5), b20, b21);
                if (TRows.Count > 6) Step(ref c60, ref c61, *(a + 2 * TLanes.TileRows + 6), b20, b21);
                if (TRows.Count > 7) Step(ref c70, ref c71, *(a + 2 * TLanes.TileRows + 7), b20, b21);
                if (TRows.Count > 8) Step(ref c80, ref c81, *(a + 2 * TLanes.TileRows + 8), b20, b21);
                if (TRows.Count > 9) Step(ref c90, ref c91, *(a + 2 * TLanes.TileRows + 9), b20, b21);
                if (TRows.Count > 10) Step(ref ca0, ref ca1, *(a + 2 * TLanes.TileRows + 10), b20, b21);
                if (TRows.Count > 11) Step(ref cb0, ref cb1, *(a + 2 * TLanes.TileRows + 11), b20, b21);
                TVector b30 = TLanes.Load(b + 6 * TLanes.Count), b31 = TLanes.Load(b + 7 * TLanes.Count);
                Step(ref c00, ref c01, *(a + 3 * TLanes.TileRows), b30, b31);
                if (TRows.Count > 1) Step(ref c10, ref c11, *(a + 3 * TLanes.TileRows + 1), b30, b31);
                if (TRows.Count > 2) Step(ref c20, ref c21, *(a + 3 * TLanes.TileRows + 2), b30, b31);
                if (TRows.Count > 3) Step(ref c30, ref c31, *(a + 3 * TLanes.TileRows + 3), b30, b31);
                if (TRows.Count > 4) Step(ref c40, ref c41, *(a + 3 * TLanes.TileRows + 4), b30, b31);
                if (TRows.Count > 5) Step(ref c50, ref c51, *(a + 3 * TLanes.TileRows + 5), b30, b31);
                if (TRows.Count > 6) Step(ref c60, ref c61, *(a + 3 * TLanes.TileRows + 6), b30, b31);
                if (TRows.Count > 7) Step(ref c70, ref c71, *(a + 3 * TLanes.TileRows + 7), b30, b31);
                if (TRows.Count > 8) Step(ref c80, ref c81, *(a + 3 * TLanes.TileRows + 8), b30, b31);
                if (TRows.Count > 9) Step(ref c90, ref c91, *(a + 3 * TLanes.TileRows + 9), b30, b31);
                if (TRows.Count > 10) Step(ref ca0, ref ca1, *(a + 3 * TLanes.TileRows + 10), b30, b31);
                if (TRows.Count > 11) Step(ref cb0, ref cb1, *(a + 3 * TLanes.TileRows + 11), b30, b31);
                a += 4 * TLanes.TileRows;
                b += 8 * TLanes.Count;
            }
        }

        // Anything else: four pointers, three rows each: base, base + stride and base + 2 strides are all addressing modes.
        float* a3 = a + 3 * aRow, a6 = a + 6 * aRow, a9 = a + 9 * aRow;
        for (; k > 0; k--)
        {
            TVector b0 = TLanes.Load(b), b1 = TLanes.Load(b + TLanes.Count);
            Step(ref c00, ref c01, *a, b0, b1);
            if (TRows.Count > 1) Step(ref c10, ref c11, *(a + aRow), b0, b1);
            if (TRows.Count > 2) Step(ref c20, ref c21, *(a + 2 * aRow), b0, b1);
            if (TRows.Count > 3) Step(ref c30, ref c31, *a3, b0, b1);
            if (TRows.Count > 4) Step(ref c40, ref c41, *(a3 + aRow), b0, b1);
            if (TRows.Count > 5) Step(ref c50, ref c51, *(a3 + 2 * aRow), b0, b1);
            if (TRows.Count > 6) Step(ref c60, ref c61, *a6, b0, b1);
            if (TRows.Count > 7) Step(ref c70, ref c71, *(a6 + aRow), b0, b1);
            if (TRows.Count > 8) Step(ref c80, ref c81, *(a6 + 2 * aRow), b0, b1);
            if (TRows.Count > 9) Step(ref c90, ref c91, *a9, b0, b1);
            if (TRows.Count > 10) Step(ref ca0, ref ca1, *(a9 + aRow), b0, b1);
            if (TRows.Count > 11) Step(ref cb0, ref cb1, *(a9 + 2 * aRow), b0, b1);
            a += aStep;
            if (TRows.Count > 3) a3 += aStep;
            if (TRows.Count > 6) a6 += aStep;
            if (TRows.Count > 9) a9 += aStep;
            b += bStep;
        }

        Store(c00, c01, c);
        if (TRows.Count > 1) Store(c10, c11, c + 1 * ldc);
        if (TRows.Count > 2) Store(c20, c21, c + 2 * ldc);
        if (TRows.Count > 3) Store(c30, c31, c + 3 * ldc);
        if (TRows.Count > 4) Store(c40, c41, c + 4 * ldc);
        if (TRows.Count > 5) Store(c50, c51, c + 5 * ldc);
        if (TRows.Count > 6) Store(c60, c61, c + 6 * ldc);
        if (TRows.Count > 7) Store(c70, c71, c + 7 * ldc);
        if (TRows.Count > 8) Store(c80, c81, c + 8 * ldc);
        if (TRows.Count > 9) Store(c90, c91, c + 9 * ldc);
        if (TRows.Count > 10) Store(ca0, ca1, c + 10 * ldc);
        if (TRows.Count > 11) Store(cb0, cb1, c + 11 * ldc);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(float* c, nint ldc)
    {
        if (!Sse.IsSupported) return;
        for (int i = 0; i < TRows.Count; i++, c += ldc)
        {
            Sse.Prefetch0(c);
            if (TLanes.Count == 16) Sse.Prefetch0(c + 16);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Load(ref TVector c0, ref TVector c1, float* c)
    {
        c0 = TLanes.Load(c);
        c1 = TLanes.Load(c + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Step(ref TVector c0, ref TVector c1, float a, TVector b0, TVector b1)
    {
        TVector broadcast = TLanes.Broadcast(a);
        c0 = TLanes.Fma(broadcast, b0, c0);
        c1 = TLanes.Fma(broadcast, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(TVector c0, TVector c1, float* c)
    {
        TLanes.Store(c0, c);
        TLanes.Store(c1, c + TLanes.Count);
    }
}
