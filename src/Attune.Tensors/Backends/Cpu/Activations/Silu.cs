using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x s with s the sigmoid of x; the slope is s (1 + x (1 - s)).</summary>
internal readonly struct Silu : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(x, LaneMath<TLanes, TVector>.Sigmoid(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var one = TLanes.Broadcast(1);
        var sigmoid = LaneMath<TLanes, TVector>.Sigmoid(x);
        slope = TLanes.Multiply(sigmoid, TLanes.Fma(x, TLanes.Subtract(one, sigmoid), one));
        return TLanes.Multiply(x, sigmoid);
    }
}
