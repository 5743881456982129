using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Blocks of columns side by side: y[t, i * width + c] = x[t, first + i * stride + c].</summary>
internal readonly unsafe struct GatheredColumns(Tensor x, ColumnLayout layout, Tensor y) : IPieceJob
{
    public void Run(int piece)
    {
        int perPiece = RowBlocks.RowsPerPiece(y.Columns);
        long bytes = layout.Width * (long)sizeof(float);
        for (int t = piece * perPiece; t < Math.Min(y.Rows, (piece + 1) * perPiece); t++)
        {
            float* from = x.Singles() + ((nint)t * x.Columns) + layout.First;
            float* to = y.Singles() + ((nint)t * y.Columns);
            for (int i = 0; i < layout.Count; i++, from += layout.Stride, to += layout.Width)
                Buffer.MemoryCopy(from, to, bytes, bytes);
        }
    }
}

/// <summary>The way back: y[t, first + i * stride + c] += x[t, i * width + c].</summary>
internal readonly unsafe struct ScatteredColumns(Tensor x, ColumnLayout layout, Tensor y) : IPieceJob
{
    public void Run(int piece)
    {
        int perPiece = RowBlocks.RowsPerPiece(x.Columns);
        for (int t = piece * perPiece; t < Math.Min(x.Rows, (piece + 1) * perPiece); t++)
        {
            float* from = x.Singles() + ((nint)t * x.Columns);
            float* to = y.Singles() + ((nint)t * y.Columns) + layout.First;
            for (int i = 0; i < layout.Count; i++, from += layout.Width, to += layout.Stride)
                Add(from, to, layout.Width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(float* from, float* to, int count)
    {
        for (int c = 0; c < count; c += Vectors.Lanes)
            Vectors.Store(Vector512.Load(to + c) + Vector512.Load(from + c), to + c, count - c);
    }
}
