using System.Runtime.CompilerServices;

namespace Attune.Tensors;

/// <summary>
/// Makes a matrix nearly orthogonal, as the Muon optimizer does with its updates: X is divided by its norm, and then
/// X = a X + (b A + c A A) X with A = X X^T, a few times. Singular values come near to 1 and not to 1 itself; after each
/// operation numbers have the eight significant bits of bfloat16, as in the reference. Jordan and others, 2024, "Muon".
/// </summary>
public static class NewtonSchulz
{
    private const double A = 3.4445, B = -4.7750, C = 2.0315;

    /// <summary>Replaces a matrix by its nearly orthogonal form.</summary>
    /// <param name="matrix">[R, C], changed in place.</param>
    /// <param name="steps">Iterations; 5 is usual.</param>
    /// <param name="epsilon">The least norm that is divided by.</param>
    public static void Apply(Tensor matrix, int steps, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Shape.Rank != 2)
            throw new ArgumentException($"Only a matrix can be made orthogonal, not {matrix.Shape}.", nameof(matrix));
        var backend = matrix.Backend;
        using var scope = backend.BeginScope();
        backend.UpdateElements(new Round(), matrix, matrix);
        double norm = Rounded(Math.Sqrt(backend.SumOfSquares(matrix)));
        backend.UpdateElements(new Divide(Math.Max(norm, Rounded(epsilon))), matrix, matrix);

        // The Gram matrix of the shorter side: X X^T, or X^T X of a tall matrix, whose update is X (b A + c A A).
        bool isTall = matrix.Rows > matrix.Columns;
        int side = Math.Min(matrix.Rows, matrix.Columns);
        Tensor gram = backend.Allocate(new Shape(side, side)), product = backend.Allocate(gram.Shape), next = backend.Allocate(matrix.Shape);
        for (int step = 0; step < steps; step++)
        {
            backend.MatMul(matrix, isTall, matrix, !isTall, gram); // [S, S]
            backend.UpdateElements(new Round(), gram, gram);
            backend.MatMul(gram, false, gram, false, product); // [S, S]
            backend.UpdateElements(new Combine(C, B), product, gram);
            if (isTall)
                backend.MatMul(matrix, false, product, false, next); // [R, C] [C, C]
            else
                backend.MatMul(product, false, matrix, false, next); // [R, R] [R, C]
            backend.UpdateElements(new Combine(1, A), next, matrix);
            backend.Copy(next, matrix);
            matrix.Version++; // a packed form of what it was must not be used
        }
    }

    private static double Rounded(double value) => OneDouble.ToBFloat16(new OneDouble(value)).Value;

    private readonly struct Round : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.ToBFloat16(input);
    }

    private readonly struct Divide(double divisor) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.ToBFloat16(input / T.Of(divisor));
    }

    /// <summary>target = own * target + other * input</summary>
    private readonly struct Combine(double own, double other) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.ToBFloat16(T.MultiplyAdd(T.Of(own), target, T.Of(other) * input));
    }
}
