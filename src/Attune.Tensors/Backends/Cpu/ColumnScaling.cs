using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>y[t,c] (+)= x[t,c] * factors[c], a block of rows a piece.</summary>
internal readonly unsafe struct ScaleColumnsKernel(Tensor x, Tensor factors, Destination y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        float* scale = factors.Singles();
        for (int t = piece * perPiece; t < Math.Min(x.Rows, (piece + 1) * perPiece); t++)
        {
            float* source = x.Singles() + ((nint)t * columns);
            float* result = y.Tensor.Singles() + ((nint)t * columns);
            for (int c = 0; c < columns; c += Vectors.Lanes)
            {
                var product = Vector512.Load(source + c) * Vector512.Load(scale + c);
                if (y.Accumulate)
                    product += Vector512.Load(result + c);
                Vectors.Store(product, result + c, columns - c);
            }
        }
    }
}

/// <summary>y[t] = 1 / |x[t,:]|, a block of rows a piece.</summary>
internal readonly unsafe struct InverseRowNormsKernel(Tensor x, Tensor y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(x.Rows, (piece + 1) * perPiece); t++)
        {
            float* row = x.Singles() + ((nint)t * columns);
            var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (int c = 0; c < columns; c += Vectors.Lanes)
            {
                var (a, b) = Vector512.Widen(Vectors.Load(row + c, columns - c));
                low += a * a; // the square of a float32 is exact in double
                high += b * b;
            }

            y.Singles()[t] = (float)(1 / Math.Sqrt(Vectors.Sum(low, high)));
        }
    }
}
