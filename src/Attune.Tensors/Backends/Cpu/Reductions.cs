using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The sum of all elements or of their squares in double precision: one partial sum per block of fixed length, sixteen
/// lanes each; the caller adds the blocks up in their order.
/// </summary>
internal readonly unsafe struct BlockSums(Tensor x, bool squared, double[] partial) : IPieceJob
{
    private const int BlockLength = 16384;

    public static int Blocks(Tensor tensor) => (int)(((long)tensor.Shape.ElementCount + BlockLength - 1) / BlockLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * BlockLength;
        int length = Math.Min(x.Shape.ElementCount - start, BlockLength);
        float* elements = x.Singles() + start;
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        for (int i = 0; i < length; i += Vectors.Lanes)
        {
            var (a, b) = Vector512.Widen(Vectors.Load(elements + i, length - i));
            low += squared ? a * a : a; // the square of a float32 is exact in double
            high += squared ? b * b : b;
        }

        partial[piece] = Vectors.Sum(low, high);
    }
}

/// <summary>Column sums of dy, or of dy * x * inverseRms row by row: a thread owns a strip of columns and goes down the rows.</summary>
internal readonly unsafe struct ColumnSums(Tensor dy, Tensor? x, Tensor? inverseRms, Destination sum) : IPieceJob
{
    private const int Strip = Vectors.Lanes;

    public static int Pieces(Tensor dy) => (dy.Columns + Strip - 1) / Strip;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int column = piece * Strip, columns = dy.Columns, rows = dy.Rows;
        float* gradients = dy.Singles() + column;
        float* inputs = x is null ? null : x.Singles() + column;
        float* factors = inverseRms is null ? null : inverseRms.Singles();
        float* result = sum.Tensor.Singles() + column;
        var total = sum.Accumulate ? Vectors.Load(result, columns - column) : Vector512<float>.Zero;
        for (int t = 0; t < rows; t++)
        {
            var d = Vector512.Load(gradients + ((nint)t * columns));
            total = inputs is null
                ? total + d
                : Vector512.FusedMultiplyAdd(d, Vector512.Load(inputs + ((nint)t * columns)) * Vector512.Create(factors[t]), total);
        }

        Vectors.Store(total, result, columns - column);
    }
}
