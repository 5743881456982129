using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x s with s = (1 + tanh u) / 2 = sigmoid(2 u), u = sqrt(2 / pi) (x + 0.044715 x^3); the slope is s + 2 u' x s (1 - s).</summary>
internal readonly struct GeluTanh : IActivationFunction
{
    /// <summary>2 sqrt(2 / pi)</summary>
    private const float Factor = 1.5957691f;

    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) =>
        x * VectorMath.Sigmoid(x * Inner(x * x, Cubic));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var square = x * x;
        var sigmoid = VectorMath.Sigmoid(x * Inner(square, Cubic));
        var steepness = x * Inner(square, 3 * Cubic) * (Vector512<float>.One - sigmoid);
        slope = Vector512.FusedMultiplyAdd(sigmoid, steepness, sigmoid);
        return x * sigmoid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Inner(Vector512<float> square, float cubic) =>
        Vector512.FusedMultiplyAdd(square, Vector512.Create(Factor * cubic), Vector512.Create(Factor));
}
