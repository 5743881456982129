using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>tanh x; the slope is (1 - tanh x) (1 + tanh x).</summary>
internal readonly struct HyperbolicTangent : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) => VectorMath.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var value = VectorMath.Tanh(x);
        slope = (Vector512<float>.One - value) * (Vector512<float>.One + value);
        return value;
    }
}
