using System.Runtime.CompilerServices;
using Attune.Tensors;

namespace Attune.Training;

/// <summary>
/// Clipping as PyTorch's <c>clip_grad_norm_</c> and <c>clip_grad_value_</c> do it, with what they give where a gradient is not
/// finite. The training loop refuses such gradients instead (ATT4203).
/// </summary>
public static class GradientClipping
{
    private const double NormEpsilon = 1e-6;

    /// <summary>Scales gradients by min(1, maximum / (norm + 1e-6)), where the norm is that of the norms of all.</summary>
    /// <param name="gradients">The gradients, changed in place; null where a parameter has none.</param>
    /// <param name="maximum">The largest norm that is left as it is.</param>
    /// <param name="order">1, 2, 3, ... or infinity for the greatest magnitude.</param>
    /// <returns>
    /// The norm before clipping. Sums are held in float32 as in the reference, so it is infinite where they are beyond float32.
    /// An infinite norm makes finite elements 0 and infinite ones NaN; NaN makes all NaN.
    /// </returns>
    public static double ByNorm(IReadOnlyList<Tensor?> gradients, double maximum, double order = 2)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(order >= 1) || (order != Math.Floor(order) && !double.IsPositiveInfinity(order)))
            throw new ArgumentOutOfRangeException(nameof(order), order, "The order of a norm is 1, 2, 3, ... or infinity.");
        double total = Norm(gradients, order), factor = maximum / (total + NormEpsilon);
        factor = factor > 1 ? 1 : factor; // NaN stays
        foreach (var gradient in gradients)
            gradient?.Backend.ScaleInPlace(gradient, factor);
        return total;
    }

    /// <summary>Brings every element into -maximum to maximum; NaN stays.</summary>
    /// <param name="gradient">The gradient, changed in place.</param>
    /// <param name="maximum">The greatest magnitude that is left as it is.</param>
    public static void ByValue(Tensor gradient, double maximum)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Backend.UpdateElements(new Clamp(maximum), gradient, gradient);
    }

    private static double Norm(IReadOnlyList<Tensor?> gradients, double order)
    {
        double total = 0;
        foreach (var gradient in gradients)
        {
            if (gradient is null)
                continue;
            if (double.IsPositiveInfinity(order))
            {
                total = Math.Max(total, gradient.Backend.LargestMagnitude(gradient));
                continue;
            }

            double norm = PortablePower.Of((float)gradient.Backend.SumOfPowers(gradient, (int)order), 1 / order);
            total += PortablePower.Of(norm, (int)order);
        }

        return double.IsPositiveInfinity(order) ? total : PortablePower.Of((float)total, 1 / order);
    }

    private readonly struct Clamp(double maximum) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
            where T : struct, IElement<T> => target = T.Min(T.Max(target, T.Of(-maximum)), T.Of(maximum));
    }
}
