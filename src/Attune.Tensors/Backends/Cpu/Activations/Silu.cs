using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x s with s the sigmoid of x; the slope is s (1 + x (1 - s)).</summary>
internal readonly struct Silu : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => x * VectorMath.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var one = Vector512<float>.One;
        var sigmoid = VectorMath.Sigmoid(x);
        slope = sigmoid * Vector512.FusedMultiplyAdd(x, one - sigmoid, one);
        return x * sigmoid;
    }
}
