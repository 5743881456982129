using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>tanh x; the slope is (1 - tanh x) (1 + tanh x).</summary>
internal readonly struct HyperbolicTangent : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        LaneMath<TLanes, TVector>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var value = LaneMath<TLanes, TVector>.Tanh(x);
        var one = TLanes.Broadcast(1);
        slope = TLanes.Multiply(TLanes.Subtract(one, value), TLanes.Add(one, value));
        return value;
    }
}
