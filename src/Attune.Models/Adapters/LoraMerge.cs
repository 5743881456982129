using System.Numerics;
using Attune.Tensors;

namespace Attune.Models;

/// <summary>Adds a layer's update into its weight: W += scale * B A, each element summed over the rank in order.</summary>
internal static class LoraMerge
{
    public static void Apply(ILoraHost layer)
    {
        var (weight, update) = (layer.Weight.Value, layer.Lora!);
        // A weight of an embedding has a row for each token: there the transposed A [V, r] stands left and B^T [r, C] right.
        var (left, right) = layer is EmbeddingLayer ? (update.A.Value, update.B.Value) : (update.B.Value, update.A.Value);
        if (weight.DType == DType.Float32)
        {
            var rows = Right(layer, right.AsReadOnlySpan(), right.Shape);
            Add(weight.AsSpan(), left.AsReadOnlySpan(), rows, update.Rank, (float)update.Scale);
        }
        else
        {
            var rows = Right<double>(layer, right.AsDoubleSpan(), right.Shape);
            Add(weight.AsDoubleSpan(), left.AsDoubleSpan(), rows, update.Rank, update.Scale);
        }
    }

    private static ReadOnlySpan<T> Right<T>(ILoraHost layer, ReadOnlySpan<T> values, Shape shape) =>
        layer is EmbeddingLayer ? AdapterWeights.Transpose(values, shape[0], shape[1]) : values;

    /// <param name="w">[outputs, inputs]</param>
    /// <param name="b">[outputs, rank]</param>
    /// <param name="a">[rank, inputs]</param>
    /// <param name="rank">The rank.</param>
    /// <param name="scale">The scale.</param>
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
