using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>max(x, 0)^2, where what is not a number stays; the slope is 2 max(x, 0).</summary>
internal readonly struct ReluSquared : IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var positive = Relu.Value<TLanes, TVector>(x);
        return TLanes.Multiply(positive, positive);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var positive = Relu.Value<TLanes, TVector>(x);
        slope = TLanes.Add(positive, positive);
        return TLanes.Multiply(positive, positive);
    }
}
