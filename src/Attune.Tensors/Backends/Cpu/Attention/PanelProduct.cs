using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The small products inside attention: C[r, n] (+)= the sum over x of A[r, x] * B[x, n], where B and C are panels of
/// 16-column vectors and A is read one scalar at a time with any strides. Each element is one chain of fused
/// multiply-adds in the order of x, from 0 or from what C holds.
/// </summary>
internal static unsafe class PanelProduct
{
    public static void Run(
        int rows, int inner, int vectors, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        int vector = 0;
        if (rows < 4)
        {
            // Few rows: wide tiles, so that enough chains are under way at once.
            for (; vector + 4 <= vectors; vector += 4)
                Columns64(rows, inner, a, aRow, aInner, b + (vector * 16), bRow, c + (vector * 16), cRow, accumulate);
        }

        for (; vector + 2 <= vectors; vector += 2)
            Columns32(rows, inner, a, aRow, aInner, b + (vector * 16), bRow, c + (vector * 16), cRow, accumulate);
        if (vector < vectors)
            Columns16(rows, inner, a, aRow, aInner, b + (vector * 16), bRow, c + (vector * 16), cRow, accumulate);
    }

    private static void Columns64(
        int rows, int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        int row = 0;
        for (; row + 2 <= rows; row += 2)
            Tile2Wide(inner, a + (row * aRow), aRow, aInner, b, bRow, c + (row * cRow), cRow, accumulate);
        if (row < rows)
            Tile1Wide(inner, a + (row * aRow), aInner, b, bRow, c + (row * cRow), accumulate);
    }

    /// <summary>2 rows of 64 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2Wide(int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector512<float> c00, c01, c02, c03, c10, c11, c12, c13;
        c00 = c01 = c02 = c03 = c10 = c11 = c12 = c13 = Vector512<float>.Zero;
        if (accumulate)
        {
            (c00, c01, c02, c03) = (Vector512.Load(c), Vector512.Load(c + 16), Vector512.Load(c + 32), Vector512.Load(c + 48));
            float* next = c + cRow;
            (c10, c11, c12, c13) = (Vector512.Load(next), Vector512.Load(next + 16), Vector512.Load(next + 32), Vector512.Load(next + 48));
        }

        for (int x = 0; x < inner; x++, a += aInner, b += bRow)
        {
            var (b0, b1, b2, b3) = (Vector512.Load(b), Vector512.Load(b + 16), Vector512.Load(b + 32), Vector512.Load(b + 48));
            var scalar = Vector512.Create(a[0]);
            (c00, c01, c02, c03) = (Fma(scalar, b0, c00), Fma(scalar, b1, c01), Fma(scalar, b2, c02), Fma(scalar, b3, c03));
            scalar = Vector512.Create(a[aRow]);
            (c10, c11, c12, c13) = (Fma(scalar, b0, c10), Fma(scalar, b1, c11), Fma(scalar, b2, c12), Fma(scalar, b3, c13));
        }

        Store(c, c00, c01);
        Store(c + 32, c02, c03);
        Store(c + cRow, c10, c11);
        Store(c + cRow + 32, c12, c13);
    }

    /// <summary>1 row of 64 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1Wide(int inner, float* a, nint aInner, float* b, nint bRow, float* c, bool accumulate)
    {
        Vector512<float> c0, c1, c2, c3;
        c0 = c1 = c2 = c3 = Vector512<float>.Zero;
        if (accumulate)
            (c0, c1, c2, c3) = (Vector512.Load(c), Vector512.Load(c + 16), Vector512.Load(c + 32), Vector512.Load(c + 48));
        for (int x = 0; x < inner; x++, a += aInner, b += bRow)
        {
            var scalar = Vector512.Create(a[0]);
            (c0, c1) = (Fma(scalar, Vector512.Load(b), c0), Fma(scalar, Vector512.Load(b + 16), c1));
            (c2, c3) = (Fma(scalar, Vector512.Load(b + 32), c2), Fma(scalar, Vector512.Load(b + 48), c3));
        }

        Store(c, c0, c1);
        Store(c + 32, c2, c3);
    }

    private static void Columns32(
        int rows, int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        int row = 0;
        for (; row + 8 <= rows; row += 8)
        {
            Tile4(inner, a + (row * aRow), aRow, aInner, b, bRow, c + (row * cRow), cRow, accumulate);
            Tile4(inner, a + ((row + 4) * aRow), aRow, aInner, b, bRow, c + ((row + 4) * cRow), cRow, accumulate);
        }

        for (; row + 4 <= rows; row += 4)
            Tile4(inner, a + (row * aRow), aRow, aInner, b, bRow, c + (row * cRow), cRow, accumulate);
        for (; row < rows; row++)
            Tile1(inner, a + (row * aRow), aInner, b, bRow, c + (row * cRow), accumulate);
    }

    /// <summary>4 rows of 32 columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4(int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector512<float>.Zero;
        if (accumulate)
        {
            (c00, c01) = (Vector512.Load(c), Vector512.Load(c + 16));
            (c10, c11) = (Vector512.Load(c + cRow), Vector512.Load(c + cRow + 16));
            (c20, c21) = (Vector512.Load(c + (2 * cRow)), Vector512.Load(c + (2 * cRow) + 16));
            (c30, c31) = (Vector512.Load(c + (3 * cRow)), Vector512.Load(c + (3 * cRow) + 16));
        }

        for (int x = 0; x < inner; x++, a += aInner, b += bRow)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var scalar = Vector512.Create(a[0]);
            (c00, c01) = (Fma(scalar, b0, c00), Fma(scalar, b1, c01));
            scalar = Vector512.Create(a[aRow]);
            (c10, c11) = (Fma(scalar, b0, c10), Fma(scalar, b1, c11));
            scalar = Vector512.Create(a[2 * aRow]);
            (c20, c21) = (Fma(scalar, b0, c20), Fma(scalar, b1, c21));
            scalar = Vector512.Create(a[3 * aRow]);
            (c30, c31) = (Fma(scalar, b0, c30), Fma(scalar, b1, c31));
        }

        Store(c, c00, c01);
        Store(c + cRow, c10, c11);
        Store(c + (2 * cRow), c20, c21);
        Store(c + (3 * cRow), c30, c31);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1(int inner, float* a, nint aInner, float* b, nint bRow, float* c, bool accumulate)
    {
        var c0 = accumulate ? Vector512.Load(c) : Vector512<float>.Zero;
        var c1 = accumulate ? Vector512.Load(c + 16) : Vector512<float>.Zero;
        for (int x = 0; x < inner; x++, a += aInner, b += bRow)
        {
            var scalar = Vector512.Create(a[0]);
            (c0, c1) = (Fma(scalar, Vector512.Load(b), c0), Fma(scalar, Vector512.Load(b + 16), c1));
        }

        Store(c, c0, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns16(
        int rows, int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        for (int row = 0; row < rows; row++)
        {
            float* scalars = a + (row * aRow);
            var sum = accumulate ? Vector512.Load(c + (row * cRow)) : Vector512<float>.Zero;
            for (int x = 0; x < inner; x++)
                sum = Fma(Vector512.Create(scalars[x * aInner]), Vector512.Load(b + (x * bRow)), sum);
            sum.Store(c + (row * cRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) =>
        Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector512<float> left, Vector512<float> right)
    {
        left.Store(c);
        right.Store(c + 16);
    }
}
