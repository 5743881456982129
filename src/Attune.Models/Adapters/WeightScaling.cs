using System.Numerics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Multiplies rows or columns of a weight in place, as merging needs it.</summary>
internal static class WeightScaling
{
    /// <summary>weight[o, :] *= factors[o]; a vector is a matrix of one column.</summary>
    public static void Rows(Tensor weight, Tensor factors) => Scale(weight, factors, byRow: true);

    /// <summary>weight[:, i] *= factors[i].</summary>
    public static void Columns(Tensor weight, Tensor factors) => Scale(weight, factors, byRow: false);

    private static void Scale(Tensor weight, Tensor factors, bool byRow)
    {
        if (weight.DType == DType.Float32)
            Scale(weight.AsSpan(), factors.AsReadOnlySpan(), byRow);
        else
            Scale<double>(weight.AsDoubleSpan(), factors.AsDoubleSpan(), byRow);
    }

    private static void Scale<T>(Span<T> weight, ReadOnlySpan<T> factors, bool byRow)
        where T : INumber<T>
    {
        var columns = byRow ? weight.Length / factors.Length : factors.Length;
        for (var i = 0; i < weight.Length; i++)
            weight[i] *= factors[byRow ? i / columns : i % columns];
    }
}
