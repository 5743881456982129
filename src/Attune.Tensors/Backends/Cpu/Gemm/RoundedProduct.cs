using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// C (+)= A B^T with a B that multiplies rounded rows of A: they are rounded once, then each panel of B meets as many of them as the
/// second-level cache holds.
/// </summary>
internal static unsafe class RoundedProduct
{
    const int PanelRows = IInterleavedMatrix.PanelRows;

    /// <summary>Bytes of rounded rows that a panel meets before the next panel does.</summary>
    const int RowsBytes = 128 * 1024;

    /// <summary>Multiplications below which handing a piece to another thread costs more than it saves.</summary>
    const long SmallPiece = 256 * 1024;

    const int PiecesPerThread = 16;

    /// <summary>Numbers of A that a piece rounds at least.</summary>
    const int SmallRounding = 16 * 1024;

    public static void Run(WorkerPool pool, int m, int n, int k, float* a, int lda, IRoundingMatrix b, bool accumulate, float* c, int ldc)
    {
        byte* rounded = (byte*)PackBuffer.Right.Reserve((nint)(((long)m * b.RoundedBytes + sizeof(float) - 1) / sizeof(float)));
        int pieces = (int)Math.Clamp((long)m * k / SmallRounding, 1, Math.Min(m, pool.Threads * PiecesPerThread));
        pool.Run(pieces, new RoundJob(m, a, lda, b, rounded, pieces));

        int panels = (n + PanelRows - 1) / PanelRows;
        pieces = (int)Math.Min(panels, Math.Min(pool.Threads * PiecesPerThread, 1 + ((long)m * n * k / SmallPiece)));
        pool.Run(pieces, new PanelsJob(m, n, b, rounded, accumulate, c, ldc, panels, pieces));
    }

    readonly struct RoundJob(int m, float* a, int lda, IRoundingMatrix b, byte* rounded, int pieces) : IPieceJob
    {
        public void Run(int piece)
        {
            int end = (int)((long)m * (piece + 1) / pieces);
            for (int row = (int)((long)m * piece / pieces); row < end; row++)
                b.Round(a + ((nint)row * lda), rounded + ((nint)row * b.RoundedBytes));
        }
    }

    readonly struct PanelsJob(int m, int n, IRoundingMatrix b, byte* rounded, bool accumulate, float* c, int ldc, int panels, int pieces) : IPieceJob
    {
        public void Run(int piece)
        {
            int first = (int)((long)panels * piece / pieces), end = (int)((long)panels * (piece + 1) / pieces);
            int most = Math.Max(4, RowsBytes / b.RoundedBytes / 4 * 4);
            for (int row = 0; row < m; row += most)
            {
                for (int panel = first; panel < end; panel++)
                    Multiply(panel, row, Math.Min(most, m - row));
            }
        }

        void Multiply(int panel, int row, int rows)
        {
            int column = panel * PanelRows;
            byte* from = rounded + ((nint)row * b.RoundedBytes);
            float* to = c + ((nint)row * ldc) + column;
            if (n - column < PanelRows)
            {
                MultiplyLast(panel, from, rows, to, n - column);
                return;
            }

            for (int i = 0; !accumulate && i < rows; i++)
                new Span<float>(to + ((nint)i * ldc), PanelRows).Clear();
            b.AddProducts(panel, from, rows, to, ldc);
        }

        /// <summary>The last panel may have lanes that are no columns of C.</summary>
        [SkipLocalsInit]
        void MultiplyLast(int panel, byte* from, int rows, float* to, int columns)
        {
            float* sums = stackalloc float[PanelRows];
            for (int i = 0; i < rows; i++, to += ldc, from += b.RoundedBytes)
            {
                new Span<float>(sums, PanelRows).Clear();
                if (accumulate) new Span<float>(to, columns).CopyTo(new Span<float>(sums, columns));
                b.AddProducts(panel, from, 1, sums, PanelRows);
                new Span<float>(sums, columns).CopyTo(new Span<float>(to, columns));
            }
        }
    }
}
