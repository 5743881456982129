using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x P(x) with P the normal distribution function; the slope is P(x) + x p(x) with p its density.</summary>
internal readonly struct Gelu : IActivationFunction
{
    /// <summary>1 / sqrt(2 pi)</summary>
    private const float DensityAtZero = 0.39894228f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => x * VectorMath.NormalDistribution(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var distribution = VectorMath.NormalDistribution(x, out var bell);
        slope = Vector512.FusedMultiplyAdd(x * Vector512.Create(DensityAtZero), bell, distribution);
        return x * distribution;
    }
}
