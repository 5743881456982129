using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The mean square of each row, in double precision: the square of a float32 is exact there.</summary>
internal readonly unsafe struct RowMeanSquares(Tensor matrix, Tensor rows) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int width = matrix.Columns, perPiece = RowBlocks.RowsPerPiece(width);
        int end = Math.Min(matrix.Rows, (piece + 1) * perPiece);
        for (int r = piece * perPiece; r < end; r++)
        {
            float* x = matrix.Singles() + ((nint)r * width);
            var low = Vector512<double>.Zero;
            var high = Vector512<double>.Zero;
            for (int c = 0; c < width; c += Vectors.Lanes)
            {
                var (a, b) = Vector512.Widen(Vectors.Load(x + c, width - c));
                low += a * a;
                high += b * b;
            }

            rows.Singles()[r] = (float)(Vectors.Sum(low, high) / width);
        }
    }
}

/// <summary>The mean square of each column: a thread owns a strip of columns and goes down the rows.</summary>
internal readonly unsafe struct ColumnMeanSquares(Tensor matrix, Tensor columns) : IPieceJob
{
    private const int Strip = Vectors.Lanes;

    public static int Pieces(Tensor matrix) => (matrix.Columns + Strip - 1) / Strip;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int first = piece * Strip, width = matrix.Columns, height = matrix.Rows;
        float* x = matrix.Singles() + first;
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        for (int r = 0; r < height; r++)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(x + ((nint)r * width)));
            low += a * a;
            high += b * b;
        }

        var count = Vector512.Create((double)height);
        Vectors.Store(Vector512.Narrow(low / count, high / count), columns.Singles() + first, width - first);
    }
}
