namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The small products inside attention: C[r, n] (+)= the sum over x of A[r, x] * B[x, n], where B and C are panels of
/// 16-column vectors and A is read one scalar at a time with any strides. Each element is one chain of fused
/// multiply-adds in the order of x, from 0 or from what C holds; they are the tiles of large products, without packing.
/// </summary>
internal static unsafe class PanelProduct
{
    /// <summary>A tile of 16 columns or less, for what a wider one leaves over.</summary>
    private static readonly GemmKernel Narrow = GemmKernel.Avx2.IsSupported ? GemmKernel.Avx2 : GemmKernel.Portable;

    public static void Run(
        int rows, int inner, int vectors, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        var kernel = GemmKernel.Best;
        int column = 0, columns = vectors * Vectors.Lanes;
        if (rows <= kernel.WideRows)
        {
            // Few rows: wide tiles, so that enough chains are under way at once.
            for (; column + (2 * kernel.Columns) <= columns; column += 2 * kernel.Columns)
                kernel.Wide(rows, inner, a, aRow, aInner, b + column, b + column + kernel.Columns, bRow, accumulate, c + column, cRow);
        }

        for (; column + kernel.Columns <= columns; column += kernel.Columns)
            Columns(kernel, rows, inner, a, aRow, aInner, b + column, bRow, c + column, cRow, accumulate);
        for (; column < columns; column += Narrow.Columns)
            Columns(Narrow, rows, inner, a, aRow, aInner, b + column, bRow, c + column, cRow, accumulate);
    }

    /// <summary>All rows of one tile's columns, in tiles of even height.</summary>
    private static void Columns(
        GemmKernel kernel, int rows, int inner, float* a, nint aRow, nint aInner, float* b, nint bRow, float* c, nint cRow, bool accumulate)
    {
        int tiles = (rows + kernel.Rows - 1) / kernel.Rows;
        for (; tiles > 0; tiles--)
        {
            int height = (rows + tiles - 1) / tiles;
            float* next = c + (height * cRow);
            kernel.Tile(height, inner, a, aRow, aInner, b, bRow, accumulate, c, cRow, next);
            a += height * aRow;
            c = next;
            rows -= height;
        }
    }
}
