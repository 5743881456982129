using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>C (+)= A B^T with few rows of A and a B that is widened in registers. The chains are those of the widened matrix.</summary>
internal static unsafe class FusedProduct
{
    const int PanelRows = IInterleavedMatrix.PanelRows, TileRows = IFusedMatrix.TileRows;

    /// <summary>Steps of k that all tiles of rows take before the next ones: the second tile finds the panel in a cache.</summary>
    const int DepthBlock = 1024;

    /// <summary>Multiplications and widened numbers below which handing a piece to another thread costs more than it saves.</summary>
    const long SmallPiece = 128 * 1024;

    const int PiecesPerThread = 16;

    /// <summary>The most panels that a tile takes at a time.</summary>
    const int MostPanels = 4;

    /// <summary>Computes the product if A has few rows, and none of its numbers is too large; otherwise leaves it to the caller.</summary>
    public static bool TryRun(WorkerPool pool, int m, int n, int k, MatrixView a, IFusedMatrix b, bool accumulate, MatrixView c)
    {
        if (m > b.MostRows) return false;
        int tiles = (m + TileRows - 1) / TileRows;
        float* packed = a.Data;
        if (m > 1 || a.ColumnStep != 1 || b.Factor != 1)
        {
            packed = PackBuffer.Right.Reserve((nint)m * k);
            if (!TileRowsPacking.Pack(a, m, k, tiles, b.Factor, packed)) return false;
        }

        // The lowest tile takes the most panels together; a higher one takes part of them after part.
        int panels = (n + PanelRows - 1) / PanelRows, together = b.PanelsFor(m / tiles);
        int groups = (panels + together - 1) / together;
        int pieces = (int)Math.Min(groups, Math.Min(pool.Threads * PiecesPerThread, 1 + (((long)m + 2) * n * k / SmallPiece)));
        pool.Run(pieces, new GroupsJob(m, n, k, packed, b, accumulate, c, tiles, together, groups, pieces));
        return true;
    }

    readonly struct GroupsJob(int m, int n, int k, float* packed, IFusedMatrix b, bool accumulate, MatrixView c, int tiles, int together, int groups, int pieces)
        : IPieceJob
    {
        public void Run(int piece)
        {
            int end = (int)((long)groups * (piece + 1) / pieces), depthBlock = tiles == 1 ? k : DepthBlock;
            for (int group = (int)((long)groups * piece / pieces); group < end; group++)
            {
                for (int step = 0; step < k; step += depthBlock)
                    Columns(group * together, step, Math.Min(depthBlock, k - step));
            }
        }

        void Columns(int panel, int step, int depth)
        {
            for (int tile = 0; tile < tiles; tile++)
            {
                int first = TileRowsPacking.First(m, tiles, tile), rows = TileRowsPacking.First(m, tiles, tile + 1) - first;
                float* x = packed + ((nint)first * k) + ((nint)step * rows);
                int own = b.PanelsFor(rows);
                for (int at = panel; at < panel + together && at * PanelRows < n; at += own)
                {
                    if ((at + own) * PanelRows <= n)
                        b.Multiply(at, false, step, depth, x, rows, accumulate || step > 0, c.At(first, (nint)at * PanelRows), c.Stride);
                    else
                        OneByOne(at, own, step, depth, x, first, rows);
                }
            }
        }

        /// <summary>Where C ends, sums are copied.</summary>
        [SkipLocalsInit]
        void OneByOne(int panel, int panels, int step, int depth, float* x, int first, int rows)
        {
            const int stride = MostPanels * PanelRows;
            float* sums = stackalloc float[TileRows * stride];
            bool add = accumulate || step > 0;
            for (int at = panel; at < panel + panels && at * PanelRows < n; at++)
            {
                int column = at * PanelRows, columns = Math.Min(PanelRows, n - column);
                MatrixView tile = c.From(first, column);
                if (add) TileCopy.Read(tile, rows, columns, sums, stride);
                b.Multiply(at, true, step, depth, x, rows, add, sums, stride);
                TileCopy.Write(sums, stride, rows, columns, tile);
            }
        }
    }
}
