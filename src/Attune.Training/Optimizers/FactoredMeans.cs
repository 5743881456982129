using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>What both forms of Adafactor share: running means of the rows and columns of squared gradients.</summary>
internal static class FactoredMeans
{
    /// <summary>Whether only means of rows and columns are kept: of matrices.</summary>
    public static bool IsFactored(Shape shape) => shape.Rank == 2;

    /// <summary>The root of the mean of the squares of all elements.</summary>
    public static double RootMeanSquare(Tensor tensor) =>
        Math.Sqrt(tensor.Backend.SumOfSquares(tensor)) / Math.Sqrt(tensor.Shape.ElementCount);

    /// <summary>Moves the running means towards the mean squares of a gradient, each with something added.</summary>
    public static void Move(Tensor gradient, Tensor rows, Tensor columns, double share, double added)
    {
        var backend = gradient.Backend;
        using var scope = backend.BeginScope();
        Tensor newRows = Tensor.Zeros(backend, rows.Shape), newColumns = Tensor.Zeros(backend, columns.Shape);
        backend.MeanSquares(gradient, newRows, newColumns); // [R, C] -> [R], [C]
        backend.UpdateElements(new Mean(share, added), rows, newRows);
        backend.UpdateElements(new Mean(share, added), columns, newColumns);
    }

    private readonly struct Mean(double share, double added) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> =>
            target = T.MultiplyAdd(T.Of(share), input + T.Of(added), target * T.Of(1 - share));
    }
}
