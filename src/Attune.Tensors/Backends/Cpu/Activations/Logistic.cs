using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The sigmoid s of x; the slope is s (1 - s).</summary>
internal readonly struct Logistic : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        LaneMath<TLanes, TVector>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var value = LaneMath<TLanes, TVector>.Sigmoid(x);
        slope = TLanes.Multiply(value, TLanes.Subtract(TLanes.Broadcast(1), value));
        return value;
    }
}
