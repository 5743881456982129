using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>y[i,:] = x[from[i],:], or y[to[i],:] = x[i,:]: one of the two index lists is given, the other counts up.</summary>
internal readonly unsafe struct CopyRows(Tensor x, int* from, Tensor y, int* to, int count) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        long bytes = columns * (long)sizeof(float);
        for (int i = piece * perPiece; i < Math.Min(count, (piece + 1) * perPiece); i++)
        {
            float* source = x.Singles() + ((nint)(from is null ? i : from[i]) * columns);
            float* destination = y.Singles() + ((nint)(to is null ? i : to[i]) * columns);
            Buffer.MemoryCopy(source, destination, bytes, bytes);
        }
    }
}

/// <summary>y[t,:] = bias in every row</summary>
internal readonly unsafe struct BroadcastRows(Tensor bias, Tensor y) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = y.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        long bytes = columns * (long)sizeof(float);
        for (int t = piece * perPiece; t < Math.Min(y.Rows, (piece + 1) * perPiece); t++)
            Buffer.MemoryCopy(bias.Singles(), y.Singles() + ((nint)t * columns), bytes, bytes);
    }
}

/// <summary>y[t,:] += bias in every row</summary>
internal readonly unsafe struct AddToRows(Tensor bias, Tensor y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = y.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        for (int t = piece * perPiece; t < Math.Min(y.Rows, (piece + 1) * perPiece); t++)
        {
            float* row = y.Singles() + ((nint)t * columns);
            for (int c = 0; c < columns; c += Vectors.Lanes)
                Vectors.Store(Vector512.Load(row + c) + Vector512.Load(bias.Singles() + c), row + c, columns - c);
        }
    }
}

/// <summary>y[indices[i],:] += scale * x[i,:]: a thread owns a strip of columns and goes through i in order, so equal indices are no conflict.</summary>
internal readonly unsafe struct ScatterAddRows(Tensor x, int* indices, int count, float scale, Tensor y) : IPieceJob
{
    private const int Strip = 4 * Vectors.Lanes;

    public static int Pieces(Tensor x) => (x.Columns + Strip - 1) / Strip;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, first = piece * Strip, last = Math.Min(columns, first + Strip);
        var factor = Vector512.Create(scale);
        for (int i = 0; i < count; i++)
        {
            float* source = x.Singles() + ((nint)i * columns);
            float* destination = y.Singles() + ((nint)indices[i] * columns);
            for (int c = first; c < last; c += Vectors.Lanes)
            {
                var sum = Vector512.FusedMultiplyAdd(Vector512.Load(source + c), factor, Vector512.Load(destination + c));
                Vectors.Store(sum, destination + c, last - c);
            }
        }
    }
}
