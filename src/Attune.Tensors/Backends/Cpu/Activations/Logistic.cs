using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The sigmoid s of x; the slope is s (1 - s).</summary>
internal readonly struct Logistic : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var value = VectorMath.Sigmoid(x);
        slope = value * (Vector512<float>.One - value);
        return value;
    }
}
