using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Rows of a matrix dealt out to pieces of about 16,384 elements.</summary>
internal static class RowBlocks
{
    public static int RowsPerPiece(int columns) => Math.Max(1, 16384 / Math.Max(columns, 1));

    public static int Pieces(int rows, int columns) => (rows + RowsPerPiece(columns) - 1) / RowsPerPiece(columns);
}

internal readonly unsafe struct RmsNormForward(Tensor x, Tensor weight, float offset, float epsilon, Tensor y, Tensor inverseRms) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
            Row(x.Singles() + ((nint)t * columns), y.Singles() + ((nint)t * columns), inverseRms.Singles() + t, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(float* input, float* output, float* inverse, int columns)
    {
        float* weights = weight.Singles();
        var squares = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var v = Vectors.Load(input + c, columns - c);
            squares = Vector512.FusedMultiplyAdd(v, v, squares);
        }

        float r = 1 / MathF.Sqrt((Vectors.Sum(squares) / columns) + epsilon);
        *inverse = r;
        var factor = Vector512.Create(r);
        var shift = Vector512.Create(offset);
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var v = Vector512.Load(input + c) * factor * (Vector512.Load(weights + c) + shift);
            Vectors.Store(v, output + c, columns - c);
        }
    }
}

/// <summary>dx = r (dy w) - x r^3 / C * the sum over the row of dy w x, with w the weight + offset, r the inverse root mean square.</summary>
internal readonly unsafe struct RmsNormInputGradient(Tensor x, Tensor weight, float offset, Tensor inverseRms, Tensor dy, Destination dx) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
        {
            nint row = (nint)t * columns;
            Row(x.Singles() + row, dy.Singles() + row, dx.Tensor.Singles() + row, inverseRms.Singles()[t], columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(float* input, float* gradient, float* result, float r, int columns)
    {
        float* weights = weight.Singles();
        var shift = Vector512.Create(offset);
        var products = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            // All three without what stands behind their ends: 0 times a leftover NaN would be one.
            var scaled = Vectors.Load(gradient + c, columns - c) * (Vectors.Load(weights + c, columns - c) + shift);
            products = Vector512.FusedMultiplyAdd(Vectors.Load(input + c, columns - c), scaled, products);
        }

        var factor = Vector512.Create(r);
        var pull = Vector512.Create(-(Vectors.Sum(products) * r * r * r / columns));
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var value = Vector512.Load(gradient + c) * (Vector512.Load(weights + c) + shift) * factor;
            value = Vector512.FusedMultiplyAdd(Vector512.Load(input + c), pull, value);
            if (dx.Accumulate)
                value += Vector512.Load(result + c);
            Vectors.Store(value, result + c, columns - c);
        }
    }
}
