using System.Numerics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Adds a low-rank update into a weight: W += scale * B A, each element summed over the rank in order.</summary>
internal static class LowRankMerge
{
    /// <param name="weight">W, [outputs, inputs]; changed.</param>
    /// <param name="left">B, [outputs, rank].</param>
    /// <param name="right">A, [rank, inputs].</param>
    /// <param name="scale">The scale.</param>
    public static void Add(Tensor weight, Tensor left, Tensor right, double scale)
    {
        var rank = right.Shape[0];
        if (weight.DType == DType.Float32)
            Add(weight.AsSpan(), left.AsReadOnlySpan(), right.AsReadOnlySpan(), rank, (float)scale);
        else
            Add(weight.AsDoubleSpan(), left.AsDoubleSpan(), right.AsDoubleSpan(), rank, scale);
    }

    /// <summary>[rows, columns] to [columns, rows].</summary>
    public static Tensor Transposed(Tensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var shape = new Shape(columns, rows);
        return matrix.DType == DType.Float32
            ? Tensor.From(matrix.Backend, shape, AdapterWeights.Transpose(matrix.AsReadOnlySpan(), rows, columns))
            : Tensor.From(matrix.Backend, shape, AdapterWeights.Transpose<double>(matrix.AsDoubleSpan(), rows, columns));
    }

    private static void Add<T>(Span<T> w, ReadOnlySpan<T> b, ReadOnlySpan<T> a, int rank, T scale)
        where T : IFloatingPointIeee754<T>
    {
        var inputs = a.Length / rank;
        var sum = new T[inputs];
        for (var o = 0; o < b.Length / rank; o++)
        {
            Array.Clear(sum);
            for (var r = 0; r < rank; r++)
            {
                var factor = b[(o * rank) + r];
                for (var i = 0; i < inputs; i++)
                    sum[i] = T.FusedMultiplyAdd(factor, a[(r * inputs) + i], sum[i]);
            }

            var row = w.Slice(o * inputs, inputs);
            for (var i = 0; i < inputs; i++)
                row[i] += scale * sum[i];
        }
    }
}
