using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// C (+)= A B^T with few rows of A and an interleaved B: each stretch of B is read once, widened into the first-level cache and
/// multiplied there with all rows. The chains are those of the widened matrix.
/// </summary>
internal static unsafe class InterleavedProduct
{
    /// <summary>Tiles of rows up to which reading A where it lies is cheaper than packing it and B.</summary>
    const int MostTiles = 2;

    /// <summary>Columns of C that are computed together, and floats that are widened at a time: 16 KB.</summary>
    const int Wide = 64, Narrow = 32, Widened = 4096;

    /// <summary>Multiplications and widened numbers below which handing a piece to another thread costs more than it saves.</summary>
    const long SmallPiece = 128 * 1024;

    const int PiecesPerThread = 16;

    /// <summary>Computes the product if A has few rows, otherwise leaves it to the caller.</summary>
    public static bool TryRun(WorkerPool pool, GemmKernel kernel, int m, int n, int k, MatrixView a, IInterleavedMatrix b, bool accumulate, MatrixView c)
    {
        if (m > MostTiles * kernel.Rows) return false;
        int width = m <= kernel.WideRows ? Wide : Narrow;
        int groups = (n + width - 1) / width;
        long pieces = Math.Min(pool.Threads * PiecesPerThread, 1 + (((long)m + 2) * n * k / SmallPiece));
        pieces = Math.Min(groups, pieces);
        pool.Run((int)pieces, new GroupsJob(kernel, m, n, k, a, b, accumulate, c, width, groups, (int)pieces));
        return true;
    }

    readonly struct GroupsJob(
        GemmKernel kernel, int m, int n, int k, MatrixView a, IInterleavedMatrix b, bool accumulate, MatrixView c, int width, int groups, int pieces)
        : IPieceJob
    {
        public void Run(int piece)
        {
            float* panels = PackBuffer.Left.Reserve(Widened + (InterleavedPanels.Spare));
            int end = (int)((long)groups * (piece + 1) / pieces);
            for (int group = (int)((long)groups * piece / pieces); group < end; group++)
                Compute(group * width, panels);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Compute(int column, float* panels)
        {
            int columns = Math.Min(width, n - column), depthBlock = Widened / width;
            for (int step = 0; step < k; step += depthBlock)
            {
                int depth = Math.Min(depthBlock, k - step);
                InterleavedPanels.Widen(b, kernel.Columns, column, columns, step, depth, panels);
                var sweep = new TileSweep
                {
                    Kernel = kernel,
                    Depth = depth,
                    Accumulate = accumulate || step > 0,
                    A = a.At(0, step),
                    ARow = a.RowStep,
                    AStep = a.ColumnStep,
                    APanel = kernel.Rows * a.RowStep,
                    B = panels,
                    BStep = kernel.Columns,
                    BPanel = (nint)depth * kernel.Columns,
                    C = c.From(0, column),
                    Rows = m,
                    Columns = columns,
                };
                sweep.Run(0, (columns + kernel.Columns - 1) / kernel.Columns);
            }
        }
    }
}
