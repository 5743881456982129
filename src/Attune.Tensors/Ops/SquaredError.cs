namespace Attune.Tensors;

/// <summary>The loss of regression.</summary>
public static class SquaredErrorOp
{
    /// <summary>
    /// The sum over all elements of (x - target)^2, divided by <paramref name="normaliser"/>: with the number of elements in
    /// the whole batch it is the mean squared error.
    /// </summary>
    /// <param name="x">What was predicted.</param>
    /// <param name="targets">What it should be, row-major.</param>
    /// <param name="normaliser">What the sum is divided by.</param>
    /// <exception cref="ArgumentException">There is not one target per element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The normaliser is not positive.</exception>
    public static Tensor SquaredError(this Tensor x, ReadOnlySpan<float> targets, double normaliser)
    {
        OpChecks.Count(targets.Length, x.Shape.ElementCount, nameof(targets));
        OpChecks.Normaliser(normaliser);
        var difference = x.Subtract(Tensor.From(x.Backend, x.Shape, targets));
        return difference.Multiply(difference).Sum().Scale(1 / normaliser);
    }
}
