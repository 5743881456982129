using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Products with one dimension so small that packing the large operand would cost more than multiplying it: it is read where it
/// lies. Four cases come down to two by C^T = B^T A^T, whose chains are the same.
/// </summary>
internal static unsafe class SkinnyProduct
{
    /// <summary>Below this many multiplications per piece, handing it to another thread costs more than it saves.</summary>
    const long SmallPiece = 128 * 1024;

    /// <summary>Steps of k per block of the narrow side: 16 columns of it fill 32 KB.</summary>
    const int DepthBlock = 512;

    /// <summary>
    /// Twelve rows of B that lie 4 KB apart meet in one set of the first-level cache. Processors without AVX-512 have 8 ways there,
    /// so each broadcast would come from the second level.
    /// </summary>
    const int ManyWays = 32;

    /// <summary>So few columns are worth writing a tile of C turned round.</summary>
    const int FewColumns = 16;

    /// <summary>Computes C (+)= A B if the shape is skinny, otherwise leaves it to the caller.</summary>
    public static bool TryRun(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c) =>
        TryRows(pool, kernel, m, n, k, a, b, accumulate, c)
        || TryColumns(pool, kernel, m, n, k, a, b, accumulate, c)
        || TryRows(pool, kernel, n, m, k, b.Flip(), a.Flip(), accumulate, c.Flip())
        || (kernel.Columns >= ManyWays && TryColumns(pool, kernel, n, m, k, b.Flip(), a.Flip(), accumulate, c.Flip()))
        || FewRowsProduct.TryRun(pool, kernel, m, n, k, a, b, accumulate, c)
        || (n <= FewColumns && FewRowsProduct.TryRun(pool, kernel, n, m, k, b.Flip(), a.Flip(), accumulate, c.Flip()));

    /// <summary>One tile of rows is high enough and B is row-major: its rows are vectors already.</summary>
    static bool TryRows(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c)
    {
        if (m > kernel.Rows || b.Transposed) return false;
        int panels = (n + kernel.Columns - 1) / kernel.Columns;
        int pieces = Pieces(pool, panels, (long)m * n * k);
        pool.Run(pieces, new RowsJob(kernel, m, n, k, a, b, accumulate, c, panels, pieces));
        return true;
    }

    /// <summary>One vector of columns is wide enough and A is row-major: B is packed, elements of A are broadcast.</summary>
    static bool TryColumns(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c)
    {
        if (a.Transposed || NarrowKernels.For(kernel, n) is not { } narrow) return false;
        float* right = PackBuffer.Right.Reserve((nint)k * narrow.Columns);
        Packing.Pack(b.Data, b.ColumnStep, b.RowStep, n, k, right, narrow.Columns);
        int panels = (m + narrow.Rows - 1) / narrow.Rows;
        int pieces = Pieces(pool, panels, (long)m * n * k);
        pool.Run(pieces, new ColumnsJob(narrow, m, n, k, a, right, accumulate, c, panels, pieces));
        return true;
    }

    static int Pieces(WorkerPool pool, int panels, long multiplications) =>
        (int)Math.Min(Math.Min(panels, pool.Threads), 1 + multiplications / SmallPiece);

    readonly struct RowsJob(GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c, int panels, int pieces)
        : IPieceJob
    {
        public void Run(int piece)
        {
            int first = (int)((long)panels * piece / pieces), end = (int)((long)panels * (piece + 1) / pieces);
            var sweep = new TileSweep
            {
                Kernel = kernel,
                Depth = k,
                Accumulate = accumulate,
                A = a.Data,
                ARow = a.RowStep,
                AStep = a.ColumnStep,
                B = b.Data,
                BStep = b.Stride,
                BPanel = kernel.Columns,
                C = c,
                Rows = m,
                Columns = n,
            };
            int full = n / kernel.Columns;
            sweep.Run(first, Math.Min(end, full));
            if (end <= full) return;

            // The last panel would be read beyond the end of B's rows.
            float* panel = PackBuffer.Left.Reserve((nint)k * kernel.Columns);
            int rest = n - full * kernel.Columns;
            Packing.Pack(b.At(0, (nint)full * kernel.Columns), 1, b.Stride, rest, k, panel, kernel.Columns);
            sweep.B = panel;
            sweep.BStep = kernel.Columns;
            sweep.C = c.From(0, (nint)full * kernel.Columns);
            sweep.Columns = rest;
            sweep.Run(0, 1);
        }
    }

    readonly struct ColumnsJob(NarrowKernels narrow, int m, int n, int k, MatrixView a, float* right, bool accumulate, MatrixView c, int panels, int pieces)
        : IPieceJob
    {
        [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int piece)
        {
            int first = (int)((long)panels * piece / pieces), end = (int)((long)panels * (piece + 1) / pieces);
            float* copy = stackalloc float[12 * 16];
            for (int step = 0; step < k; step += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, k - step);
                bool add = accumulate || step > 0;
                for (int i = first; i < end; i++)
                {
                    int row = i * narrow.Rows, rows = Math.Min(narrow.Rows, m - row);
                    MatrixView tile = c.From(row, 0);
                    if (add) TileCopy.Read(tile, rows, n, copy, narrow.Columns);
                    narrow.Tile(rows, depth, a.At(row, step), a.RowStep, right + (nint)step * narrow.Columns, add, copy);
                    TileCopy.Write(copy, narrow.Columns, rows, n, tile);
                }
            }
        }
    }
}
