namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The GotoBLAS scheme: a block of B, packed by all threads, stays in the last-level cache; each thread packs a block of A into
/// its own second-level cache and runs the micro-kernel over all pairs of panels. Blocks of k follow each other in order, each
/// continuing the chains from C.
/// </summary>
internal static unsafe class BlockedProduct
{
    /// <summary>Columns per block of a B that is widened as it is packed: a block has at most some megabytes of floats.</summary>
    const int StoredWidthBlock = 960;

    /// <summary>So few steps of k are multiplied faster than A is packed.</summary>
    const int ShallowDepth = 32;

    /// <summary>C (+)= A B, with B either as a view or packed.</summary>
    public static void Run(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, MatrixView b,
        PackedMatrix? packed, bool accumulate, MatrixView c)
    {
        BlockSizes sizes = BlockSizes.Here;
        int depthBlock = Even(k, sizes.Depth, 16);
        for (int column = 0; column < n; column += sizes.Width)
        {
            int width = Math.Min(sizes.Width, n - column);
            for (int step = 0; step < k; step += depthBlock)
            {
                int depth = Math.Min(depthBlock, k - step);
                var block = new BlockJob
                {
                    Kernel = kernel,
                    Rows = m,
                    Columns = width,
                    Depth = depth,
                    A = a.From(0, step),
                    C = c.From(0, column),
                    Accumulate = accumulate || step > 0,
                    Split = Split(kernel, sizes, pool.Threads, m, width, depth),
                };
                if (packed is null)
                {
                    Multiply(pool, ref block, b.From(step, column));
                }
                else
                {
                    block.PanelStride = (nint)k * kernel.Columns;
                    block.Panels = packed.Data + column / kernel.Columns * block.PanelStride + (nint)step * kernel.Columns;
                    pool.Run(block.Pieces, block);
                }
            }
        }
    }

    /// <summary>
    /// C (+)= A B, with a B that is kept in a smaller form: blocks are narrow, so that the floats of a matrix are never there
    /// together, and the chains are the same.
    /// </summary>
    public static void Run(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, IStoredMatrix b, bool transposed,
        bool accumulate, MatrixView c)
    {
        BlockSizes sizes = BlockSizes.Here;
        int depthBlock = Even(k, sizes.Depth, IInterleavedMatrix.ColumnStep);
        for (int column = 0; column < n; column += StoredWidthBlock)
        {
            int width = Math.Min(StoredWidthBlock, n - column);
            for (int step = 0; step < k; step += depthBlock)
            {
                int depth = Math.Min(depthBlock, k - step);
                float* panels = PackBuffer.Right.Reserve((nint)Even(width, width, kernel.Columns) * depth);
                var pack = new StoredPacking(kernel, b, transposed, step, depth, column, width, panels);
                pool.Run(pack.Pieces, pack);
                var block = new BlockJob
                {
                    Kernel = kernel,
                    Rows = m,
                    Columns = width,
                    Depth = depth,
                    A = a.From(0, step),
                    C = c.From(0, column),
                    Accumulate = accumulate || step > 0,
                    Split = Split(kernel, sizes, pool.Threads, m, width, depth),
                    Panels = panels,
                    PanelStride = (nint)depth * kernel.Columns,
                };
                pool.Run(block.Pieces, block);
            }
        }
    }

    /// <summary>Packs all of B into consecutive panels.</summary>
    public static void PackRight(WorkerPool pool, GemmKernel kernel, MatrixView b, int rows, int columns, float* panels)
    {
        var job = new PackJob(kernel, b, rows, columns, panels, pool.Threads);
        pool.Run(job.Pieces, job);
    }

    static void Multiply(WorkerPool pool, ref BlockJob block, MatrixView b)
    {
        int padded = Even(block.Columns, block.Columns, block.Kernel.Columns);
        float* panels = PackBuffer.Right.Reserve((nint)padded * block.Depth);
        block.Panels = panels;
        block.PanelStride = (nint)block.Depth * block.Kernel.Columns;
        var pack = new PackJob(block.Kernel, b, block.Depth, block.Columns, panels, pool.Threads);
        int packed = 0;
        var both = new PackThenMultiply(pack, block, &packed);
        pool.Run(both.Pieces, both);
    }

    /// <summary>The size of equal blocks of at most limit that make up a total, rounded up to a multiple of grain.</summary>
    static int Even(int total, int limit, int grain)
    {
        int blocks = Math.Max(1, (total + limit - 1) / limit);
        return (total + blocks * grain - 1) / (blocks * grain) * grain;
    }

    // As few pieces as the height of a block of A allows, but enough to share among the threads evenly;
    // over rows if there are enough of them, since pieces side by side pack the same rows twice.
    static (int Rows, int Columns) Split(GemmKernel kernel, BlockSizes sizes, int threads, int m, int n, int depth)
    {
        int rowPanels = (m + kernel.Rows - 1) / kernel.Rows;
        int columnPanels = (n + kernel.Columns - 1) / kernel.Columns;
        int height = Math.Clamp(sizes.Left / depth, kernel.Rows, sizes.Height);
        int high = (m + height - 1) / height;
        if (threads == 1 || (long)m * n * depth < 128 * 1024) return (high, 1);
        if (rowPanels >= threads * 4) return (Math.Min(rowPanels, (high + threads - 1) / threads * threads), 1);
        return (high, Math.Min(columnPanels, threads));
    }

    /// <summary>The pieces that pack come first and wait for nothing; those that multiply wait until all of B is packed.</summary>
    readonly struct PackThenMultiply(PackJob pack, BlockJob block, int* packed) : IPieceJob
    {
        public int Pieces => pack.Pieces + block.Pieces;

        public void Run(int piece)
        {
            if (piece < pack.Pieces)
            {
                pack.Run(piece);
                Interlocked.Increment(ref *packed);
                return;
            }

            TileSweep sweep = block.Prepare(piece - pack.Pieces);
            for (int spin = 0; Volatile.Read(ref *packed) < pack.Pieces; spin++)
            {
                // Another thread is at it; only if that thread has lost its core, wait without one too.
                if (spin < WorkerPool.SpinsBeforeParking) Thread.SpinWait(1);
                else Thread.Yield();
            }

            block.Sweep(piece - pack.Pieces, sweep);
        }
    }

    readonly struct PackJob(GemmKernel kernel, MatrixView b, int rows, int columns, float* panels, int threads) : IPieceJob
    {
        int Count => (columns + kernel.Columns - 1) / kernel.Columns;

        public int Pieces => threads == 1 || (long)rows * columns < 16 * 1024 ? 1 : Math.Min(Count, threads * 2);

        public void Run(int piece)
        {
            int first = (int)((long)Count * piece / Pieces) * kernel.Columns;
            int end = Math.Min(columns, (int)((long)Count * (piece + 1) / Pieces) * kernel.Columns);
            Packing.Pack(b.At(0, first), b.ColumnStep, b.RowStep, end - first, rows, panels + (nint)first * rows, kernel.Columns);
        }
    }

    struct BlockJob : IPieceJob
    {
        public GemmKernel Kernel;
        public int Rows, Columns, Depth;
        public MatrixView A, C;
        public float* Panels;
        public nint PanelStride;
        public bool Accumulate;
        public (int Rows, int Columns) Split;

        public readonly int Pieces => Split.Rows * Split.Columns;

        public readonly void Run(int piece) => Sweep(piece, Prepare(piece));

        /// <summary>Packs the rows of A that a piece needs.</summary>
        public readonly TileSweep Prepare(int piece)
        {
            int row = piece / Split.Columns;
            int panels = (Rows + Kernel.Rows - 1) / Kernel.Rows;
            int first = (int)((long)panels * row / Split.Rows) * Kernel.Rows;
            int end = Math.Min(Rows, (int)((long)panels * (row + 1) / Split.Rows) * Kernel.Rows);
            var sweep = new TileSweep
            {
                Kernel = Kernel,
                Depth = Depth,
                Accumulate = Accumulate,
                B = Panels,
                BStep = Kernel.Columns,
                BPanel = PanelStride,
                C = C.From(first, 0),
                Rows = end - first,
                Columns = Columns,
            };
            if (Depth <= ShallowDepth || Rows <= Kernel.WideRows)
            {
                sweep.A = A.At(first, 0);
                (sweep.ARow, sweep.AStep) = (A.RowStep, A.ColumnStep);
                sweep.APanel = Kernel.Rows * A.RowStep;
            }
            else
            {
                sweep.A = PackLeft(first, end);
                (sweep.ARow, sweep.AStep) = (1, Kernel.Rows);
                sweep.APanel = (nint)Kernel.Rows * Depth;
            }

            return sweep;
        }

        public readonly void Sweep(int piece, in TileSweep sweep)
        {
            int column = piece % Split.Columns;
            int panels = (Columns + Kernel.Columns - 1) / Kernel.Columns;
            sweep.Run((int)((long)panels * column / Split.Columns), (int)((long)panels * (column + 1) / Split.Columns));
        }

        readonly float* PackLeft(int first, int end)
        {
            int padded = Even(end - first, end - first, Kernel.Rows);
            float* left = PackBuffer.Left.Reserve((nint)padded * Depth);
            Packing.Pack(A.At(first, 0), A.RowStep, A.ColumnStep, end - first, Depth, left, Kernel.Rows);
            return left;
        }
    }
}
