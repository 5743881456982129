using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>What is summed up of each element, in double precision.</summary>
internal interface ISumTerm
{
    Vector512<double> Of(Vector512<double> x);
}

internal readonly struct ElementTerm : ISumTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x) => x;
}

internal readonly struct SquareTerm : ISumTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x) => x * x; // the square of a float32 is exact in double
}

internal readonly struct PowerTerm(int power) : ISumTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Of(Vector512<double> x)
    {
        var magnitude = Vector512.Abs(x);
        var product = magnitude;
        for (int i = 1; i < power; i++)
            product *= magnitude;
        return product;
    }
}

/// <summary>
/// A sum over all elements in double precision: one partial sum per block of fixed length, sixteen lanes each; the caller
/// adds the blocks up in their order.
/// </summary>
internal readonly unsafe struct BlockSums<TTerm>(Tensor x, TTerm term, double[] partial) : IPieceJob
    where TTerm : struct, ISumTerm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * SumBlocks.Length;
        int length = Math.Min(x.Shape.ElementCount - start, SumBlocks.Length);
        float* elements = x.Singles() + start;
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        for (int i = 0; i < length; i += Vectors.Lanes)
        {
            var (a, b) = Vector512.Widen(Vectors.Load(elements + i, length - i));
            low += term.Of(a);
            high += term.Of(b);
        }

        partial[piece] = Vectors.Sum(low, high);
    }
}

/// <summary>The greatest magnitude of each block; NaN where one is not a number.</summary>
internal readonly unsafe struct BlockMagnitudes(Tensor x, double[] partial) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * SumBlocks.Length;
        int length = Math.Min(x.Shape.ElementCount - start, SumBlocks.Length);
        float* elements = x.Singles() + start;
        var greatest = Vector512<float>.Zero;
        var unknown = Vector512<float>.Zero;
        for (int i = 0; i < length; i += Vectors.Lanes)
        {
            var v = Vectors.Load(elements + i, length - i);
            unknown |= Vector512.OnesComplement(Vector512.Equals(v, v));
            greatest = Vectors.Max(greatest, Vector512.Abs(v));
        }

        bool isNumber = Vector512.EqualsAll(unknown.AsUInt32(), Vector512<uint>.Zero);
        partial[piece] = isNumber ? Vectors.Max(greatest) : double.NaN;
    }
}

internal static class SumBlocks
{
    public const int Length = 16384;

    public static int Count(Tensor tensor) => (int)(((long)tensor.Shape.ElementCount + Length - 1) / Length);
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
