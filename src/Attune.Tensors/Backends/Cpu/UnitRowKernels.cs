using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Rows over their Euclidean length.</summary>
internal readonly unsafe struct UnitRows(Tensor x, float epsilon, Tensor y, Tensor inverseNorm) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(x.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
        {
            nint row = (nint)t * columns;
            inverseNorm.Singles()[t] = Row(x.Singles() + row, y.Singles() + row, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Row(float* input, float* output, int columns)
    {
        var squares = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var v = Vectors.Load(input + c, columns - c);
            squares = Vector512.FusedMultiplyAdd(v, v, squares);
        }

        float length = MathF.Sqrt(Vectors.Sum(squares));
        float inverse = 1 / (length < epsilon ? epsilon : length);
        for (int c = 0; c < columns; c += Vectors.Lanes)
            Vectors.Store(Vector512.Load(input + c) * Vector512.Create(inverse), output + c, columns - c);
        return inverse;
    }
}

/// <summary>dx = r (dy - y (y dy)) with r the inverse length; without the second term where epsilon was the divisor.</summary>
internal readonly unsafe struct UnitRowsGradient(Tensor y, Tensor inverseNorm, float greatestInverse, Tensor dy, Destination dx) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = y.Columns, perPiece = RowBlocks.RowsPerPiece(columns);
        int end = Math.Min(y.Rows, (piece + 1) * perPiece);
        for (int t = piece * perPiece; t < end; t++)
        {
            nint row = (nint)t * columns;
            Row(y.Singles() + row, dy.Singles() + row, dx.Tensor.Singles() + row, inverseNorm.Singles()[t], columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(float* unit, float* gradient, float* result, float inverse, int columns)
    {
        var products = Vector512<float>.Zero;
        for (int c = 0; c < columns; c += Vectors.Lanes)
            products = Vector512.FusedMultiplyAdd(Vectors.Load(unit + c, columns - c), Vectors.Load(gradient + c, columns - c), products);
        var pull = Vector512.Create(inverse < greatestInverse ? -Vectors.Sum(products) : 0);
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var value = Vector512.FusedMultiplyAdd(Vector512.Load(unit + c), pull, Vector512.Load(gradient + c)) * Vector512.Create(inverse);
            if (dx.Accumulate)
                value += Vector512.Load(result + c);
            Vectors.Store(value, result + c, columns - c);
        }
    }
}
