namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The GotoBLAS scheme: a block of B, packed by all threads, stays in the last-level cache; each thread packs a block of A into
/// its own L2 cache and runs the micro-kernel over all pairs of panels, a panel of B staying in L1. Blocks of k follow each other
/// in order, each continuing the chains from C.
/// </summary>
internal static unsafe class BlockedProduct
{
    /// <summary>Steps of k per block: a panel of B (32 columns) takes 32 KB of the 48 KB first-level cache.</summary>
    const int DepthBlock = 256;

    /// <summary>Columns per block of B.</summary>
    const int WidthBlock = 4096;

    /// <summary>Rows per block of A: 480 x 256 floats take half of the 1 MB second-level cache.</summary>
    const int HeightBlock = 480;

    /// <summary>C (+)= A B, with B either as a view or packed.</summary>
    public static void Run(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b,
        PackedMatrix? packed, bool accumulate, float* c, int ldc)
    {
        for (int column = 0; column < n; column += WidthBlock)
        {
            int width = Math.Min(WidthBlock, n - column);
            for (int step = 0; step < k; step += DepthBlock)
            {
                int depth = Math.Min(DepthBlock, k - step);
                float* panels;
                nint panelStride;
                if (packed is null)
                {
                    int padded = (width + kernel.Columns - 1) / kernel.Columns * kernel.Columns;
                    panels = PackBuffer.Right.Reserve((nint)padded * depth);
                    panelStride = (nint)depth * kernel.Columns;
                    PackRight(pool, kernel, b, step, depth, column, width, panels);
                }
                else
                {
                    panelStride = (nint)k * kernel.Columns;
                    panels = packed.Data + column / kernel.Columns * panelStride + (nint)step * kernel.Columns;
                }

                var block = new BlockJob(kernel, m, width, depth, new MatrixView(a.At(0, step), a.Stride, a.Transposed),
                    panels, panelStride, accumulate || step > 0, c + column, ldc, Split(kernel, pool.Threads, m, width));
                pool.Run(block.Pieces, block);
            }
        }
    }

    /// <summary>Packs rows step.. and columns column.. of B into consecutive panels.</summary>
    public static void PackRight(WorkerPool pool, GemmKernel kernel, MatrixView b, int step, int depth, int column, int width, float* panels)
    {
        int count = (width + kernel.Columns - 1) / kernel.Columns;
        int pieces = (long)depth * width < 16 * 1024 ? 1 : Math.Min(count, pool.Threads * 2);
        pool.Run(pieces, new PackJob(kernel, b, step, depth, column, width, panels, count, pieces));
    }

    // As few pieces as the height of a block of A allows, but enough to share among the threads evenly;
    // over rows if there are enough of them, since pieces side by side pack the same rows twice.
    static (int Rows, int Columns) Split(GemmKernel kernel, int threads, int m, int n)
    {
        int rowPanels = (m + kernel.Rows - 1) / kernel.Rows;
        int columnPanels = (n + kernel.Columns - 1) / kernel.Columns;
        int high = (m + HeightBlock - 1) / HeightBlock;
        int rows = Math.Min(rowPanels, (high + threads - 1) / threads * threads);
        if (threads == 1 || rowPanels >= threads * 4) return (rows, 1);
        return (high, Math.Min(columnPanels, threads));
    }

    readonly struct PackJob(GemmKernel kernel, MatrixView b, int step, int depth, int column, int width, float* panels, int count, int pieces)
        : IPieceJob
    {
        public void Run(int piece)
        {
            int end = (int)((long)count * (piece + 1) / pieces);
            for (int j = (int)((long)count * piece / pieces); j < end; j++)
            {
                int first = j * kernel.Columns;
                Packing.Pack(b.At(step, column + first), b.ColumnStep, b.RowStep, Math.Min(kernel.Columns, width - first), depth,
                    panels + (nint)first * depth, kernel.Columns);
            }
        }
    }

    readonly struct BlockJob(GemmKernel kernel, int m, int n, int depth, MatrixView a, float* panels, nint panelStride,
        bool accumulate, float* c, int ldc, (int Rows, int Columns) split) : IPieceJob
    {
        public int Pieces => split.Rows * split.Columns;

        public void Run(int piece)
        {
            int row = piece / split.Columns, column = piece % split.Columns;
            int rowPanels = (m + kernel.Rows - 1) / kernel.Rows;
            int columnPanels = (n + kernel.Columns - 1) / kernel.Columns;
            int firstRow = (int)((long)rowPanels * row / split.Rows) * kernel.Rows;
            int endRow = Math.Min(m, (int)((long)rowPanels * (row + 1) / split.Rows) * kernel.Rows);
            int firstPanel = (int)((long)columnPanels * column / split.Columns);
            int endPanel = (int)((long)columnPanels * (column + 1) / split.Columns);

            float* left = PackLeft(firstRow, endRow);
            for (int j = firstPanel; j < endPanel; j++)
            {
                int width = Math.Min(kernel.Columns, n - j * kernel.Columns);
                for (int i = firstRow; i < endRow; i += kernel.Rows)
                {
                    int rows = Math.Min(kernel.Rows, endRow - i);
                    float* tile = c + (nint)i * ldc + (nint)j * kernel.Columns;
                    float* panel = left + (nint)(i - firstRow) * depth;
                    if (width == kernel.Columns)
                        kernel.Tile(rows, depth, panel, 1, kernel.Rows, panels + j * panelStride, kernel.Columns, accumulate, tile, ldc);
                    else
                        EdgeTile(rows, width, panel, panels + j * panelStride, tile);
                }
            }
        }

        float* PackLeft(int firstRow, int endRow)
        {
            int padded = (endRow - firstRow + kernel.Rows - 1) / kernel.Rows * kernel.Rows;
            float* left = PackBuffer.Left.Reserve((nint)padded * depth);
            for (int i = firstRow; i < endRow; i += kernel.Rows)
            {
                Packing.Pack(a.At(i, 0), a.RowStep, a.ColumnStep, Math.Min(kernel.Rows, endRow - i), depth,
                    left + (nint)(i - firstRow) * depth, kernel.Rows);
            }

            return left;
        }

        // At the right edge the full-width kernel works on a copy of the tile.
        void EdgeTile(int rows, int width, float* left, float* panel, float* tile)
        {
            float* copy = stackalloc float[12 * 32];
            if (accumulate) CopyTile(rows, width, tile, ldc, copy, kernel.Columns);
            kernel.Tile(rows, depth, left, 1, kernel.Rows, panel, kernel.Columns, accumulate, copy, kernel.Columns);
            CopyTile(rows, width, copy, kernel.Columns, tile, ldc);
        }

        static void CopyTile(int rows, int width, float* source, nint sourceStride, float* target, nint targetStride)
        {
            for (int i = 0; i < rows; i++)
                new ReadOnlySpan<float>(source + i * sourceStride, width).CopyTo(new Span<float>(target + i * targetStride, width));
        }
    }
}
