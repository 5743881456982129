namespace Attune.Tensors.BitProbe;

/// <summary>The primitives of optimizers: a rule with every operation of <see cref="IElement{TSelf}"/>, one for matrices, means and the orthogonalization.</summary>
public static class UpdateCases
{
    /// <summary>What one tensor becomes by all of them.</summary>
    public static IEnumerable<(string Name, Tensor Result)> Results(Tensor input)
    {
        var backend = input.Backend;
        var target = Copy(input);
        Tensor first = Tensor.Zeros(backend, input.Shape), second = Copy(input), third = Copy(input);
        for (int step = 0; step < 3; step++)
            backend.UpdateElements(new EveryOperation(0.3), target, input, first, second, third);
        yield return ("target", target);
        yield return ("first", first);
        yield return ("second", second);
        yield return ("third", third);
        yield return ("sums", Tensor.From(backend, new Shape(5), [
            backend.SumOf(input), backend.SumOfSquares(input), backend.SumOfPowers(input, 1), backend.SumOfPowers(input, 3), backend.LargestMagnitude(input)]));
        if (input.Shape.Rank != 2)
            yield break;
        Tensor rows = Tensor.Zeros(backend, new Shape(input.Shape[0])), columns = Tensor.Zeros(backend, new Shape(input.Shape[1]));
        backend.MeanSquares(input, rows, columns);
        yield return ("rows", rows);
        yield return ("columns", columns);
        var scaled = Copy(input);
        backend.UpdateMatrix(new DivideByRoot(), scaled, rows, columns);
        yield return ("scaled", scaled);
    }

    /// <summary>Adds all results, and the orthogonalization of a matrix, to a hash.</summary>
    public static ulong Hash(Tensor input, ulong hash, Func<ulong, Tensor, ulong> add)
    {
        foreach (var (_, result) in Results(input))
            hash = add(hash, result);
        if (input.Shape.Rank != 2)
            return hash;
        var orthogonal = Copy(input);
        NewtonSchulz.Apply(orthogonal, steps: 5, epsilon: 1e-7);
        return add(hash, orthogonal);
    }

    private static Tensor Copy(Tensor tensor) => Tensor.From(tensor.Backend, tensor.Shape, tensor.ToArray());

    private readonly struct EveryOperation(double share) : IUpdateRule
    {
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T>
        {
            first = T.MultiplyAdd(T.Of(share), (input * input) - first, first);
            second = T.Max(second * T.Of(0.5), T.Abs(input)) + T.Min(input, T.Of(0.25));
            third = T.ToBFloat16(T.MultiplyAdd(third, T.Of(0.75), T.Sign(input)));
            target -= T.Of(share) * input / (T.Sqrt(first) + T.Of(1e-3));
        }
    }

    private readonly struct DivideByRoot : IMatrixRule
    {
        public T Apply<T>(T element, T row, T column)
            where T : struct, IElement<T> => element / T.Sqrt(T.Max(T.Of(1e-6), row * column));
    }
}
