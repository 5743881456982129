using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>max(x, 0), where what is not a number stays; the slope at 0 is 0.</summary>
internal readonly struct Relu : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Select(TLanes.Less(x, TLanes.Broadcast(0)), TLanes.Broadcast(0), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        slope = TLanes.Select(TLanes.LessOrEqual(x, TLanes.Broadcast(0)), TLanes.Broadcast(0), TLanes.Broadcast(1));
        return Value<TLanes, TVector>(x);
    }
}
