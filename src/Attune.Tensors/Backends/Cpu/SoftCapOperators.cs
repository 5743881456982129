using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>cap * tanh(a / cap)</summary>
internal readonly struct SoftCapOperator(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(TLanes.Broadcast(cap), LaneMath<TLanes, TVector>.Tanh(TLanes.Divide(a, TLanes.Broadcast(cap))));
}

/// <summary>1 - (a / cap)^2, with a the capped value.</summary>
internal readonly struct SoftCapSlope(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var part = TLanes.Divide(a, TLanes.Broadcast(cap));
        return TLanes.Fma(TLanes.Negate(part), part, TLanes.Broadcast(1));
    }
}

/// <summary>b * (1 - (a / cap)^2), with a the capped value and b its gradient.</summary>
internal readonly struct SoftCapGradient(float cap) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var part = TLanes.Divide(a, TLanes.Broadcast(cap));
        return TLanes.Multiply(b, TLanes.Fma(TLanes.Negate(part), part, TLanes.Broadcast(1)));
    }
}
