using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x s with s the sigmoid of u = 1.702 x; the slope is s (1 + u (1 - s)).</summary>
internal readonly struct QuickGelu : IActivationFunction
{
    private const float Factor = 1.702f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(x, LaneMath<TLanes, TVector>.Sigmoid(TLanes.Multiply(x, TLanes.Broadcast(Factor))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var one = TLanes.Broadcast(1);
        var scaled = TLanes.Multiply(x, TLanes.Broadcast(Factor));
        var sigmoid = LaneMath<TLanes, TVector>.Sigmoid(scaled);
        slope = TLanes.Multiply(sigmoid, TLanes.Fma(scaled, TLanes.Subtract(one, sigmoid), one));
        return TLanes.Multiply(x, sigmoid);
    }
}
