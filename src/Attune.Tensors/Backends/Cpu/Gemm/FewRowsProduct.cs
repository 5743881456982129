namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// C (+)= A B with so few rows that all of A fits into a block and each panel of B is used by that block alone: a thread packs
/// panels of its own columns into its own caches and multiplies them there. B is never written out as a whole, and no thread
/// waits for what another packs.
/// </summary>
internal static unsafe class FewRowsProduct
{
    /// <summary>Floats of a panel of B: 16 KB, half of a usual first-level cache.</summary>
    const int PanelFloats = 4096;

    /// <summary>Panels packed at a time. Rows of a row-major B are so read in whole lines; a transposed B needs no more than a pair.</summary>
    const int RowMajorPanels = 8, TransposedPanels = 2;

    /// <summary>Multiplications and packed numbers below which handing a piece to another thread costs more than it saves.</summary>
    const long SmallPiece = 256 * 1024;

    const int PiecesPerThread = 4;

    /// <summary>More tiles of rows than this are shared among threads better than few columns, since each piece packs all of A.</summary>
    const int MostTiles = 4;

    /// <summary>So few steps of k are multiplied faster than A is packed.</summary>
    const int ShallowDepth = 32;

    /// <summary>What packing a number costs, in multiplications.</summary>
    const int PackingCost = 4;

    /// <summary>Computes the product if A is small enough, otherwise leaves it to the caller.</summary>
    public static bool TryRun(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c)
    {
        BlockSizes sizes = BlockSizes.Here;
        if (m > sizes.Height || (long)m * k > sizes.Left) return false;
        int panels = (n + kernel.Columns - 1) / kernel.Columns;
        long worth = Math.Max(1, ((long)m + PackingCost) * n * k / SmallPiece);
        int pieces = pool.Threads == 1 ? 1 : (int)Math.Min(worth, Math.Min(panels, pool.Threads * PiecesPerThread));
        if (pieces > 1 && m > MostTiles * kernel.Rows && panels < pool.Threads * RowMajorPanels) return false;
        pool.Run(pieces, new ColumnsJob(kernel, m, n, k, a, b, accumulate, c, panels, pieces));
        return true;
    }

    readonly struct ColumnsJob(
        GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b, bool accumulate, MatrixView c, int panels, int pieces) : IPieceJob
    {
        public void Run(int piece)
        {
            int first = (int)((long)panels * piece / pieces), end = (int)((long)panels * (piece + 1) / pieces);
            int tiles = (m + kernel.Rows - 1) / kernel.Rows;
            bool packLeft = m > kernel.WideRows && k > ShallowDepth;
            int group = Math.Min(end - first, b.Transposed ? TransposedPanels : RowMajorPanels);
            int depthBlock = Math.Min(k, PanelFloats / kernel.Columns);
            nint left = packLeft ? (nint)tiles * kernel.Rows * k : 0, right = (nint)group * kernel.Columns * depthBlock;
            float* buffer = PackBuffer.Left.Reserve(right + left);
            var sweep = new TileSweep
            {
                Kernel = kernel,
                A = a.Data,
                ARow = a.RowStep,
                AStep = a.ColumnStep,
                APanel = kernel.Rows * a.RowStep,
                B = buffer,
                BStep = kernel.Columns,
                Rows = m,
            };
            if (packLeft)
            {
                PackLeft(tiles, buffer + right);
                sweep.A = buffer + right;
                (sweep.ARow, sweep.AStep) = (1, kernel.Rows);
                (sweep.APanel, sweep.EvenTiles) = ((nint)kernel.Rows * k, tiles);
            }

            for (int panel = first; panel < end; panel += group)
                Sweep(sweep, panel, Math.Min(group, end - panel), depthBlock);
        }

        /// <summary>A panel for each tile; tiles of even height keep enough chains in flight.</summary>
        void PackLeft(int tiles, float* to)
        {
            for (int i = 0; i < tiles; i++, to += (nint)kernel.Rows * k)
            {
                int row = (int)((long)m * i / tiles), rows = (int)((long)m * (i + 1) / tiles) - row;
                Packing.Pack(a.At(row, 0), a.RowStep, a.ColumnStep, rows, k, to, kernel.Rows);
            }
        }

        void Sweep(TileSweep sweep, int panel, int count, int depthBlock)
        {
            int column = panel * kernel.Columns;
            float* left = sweep.A;
            nint step = sweep.AStep;
            sweep.Columns = Math.Min(n - column, count * kernel.Columns);
            sweep.C = c.From(0, column);
            for (int done = 0; done < k; done += depthBlock)
            {
                sweep.Depth = Math.Min(depthBlock, k - done);
                sweep.Accumulate = accumulate || done > 0;
                sweep.A = left + done * step;
                sweep.BPanel = (nint)sweep.Depth * kernel.Columns;
                Packing.Pack(b.At(done, column), b.ColumnStep, b.RowStep, sweep.Columns, sweep.Depth, sweep.B, kernel.Columns);
                sweep.Run(0, count);
            }
        }
    }
}
