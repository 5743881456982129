using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>max(x, 0), where what is not a number stays; the slope at 0 is 0.</summary>
internal readonly struct Relu : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512<float>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> x, out Vector512<float> slope)
    {
        var flat = Vector512.LessThanOrEqual(x, Vector512<float>.Zero);
        slope = Vector512.ConditionalSelect(flat, Vector512<float>.Zero, Vector512<float>.One);
        return Value(x);
    }
}
