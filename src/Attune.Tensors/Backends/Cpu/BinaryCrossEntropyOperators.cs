using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>max(x, 0) - x target + log(1 + e^-|x|), where no exponential overflows.</summary>
internal readonly struct BinaryCrossEntropyOperator : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector logit, TVector target, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var (zero, one) = (TLanes.Broadcast(0), TLanes.Broadcast(1));
        var positive = TLanes.Select(TLanes.Less(logit, zero), zero, logit);
        var e = LaneMath<TLanes, TVector>.Exp(TLanes.Negate(TLanes.Abs(logit)));
        // log(1 + e) = log(u) e / (u - 1) with u = 1 + e rounded (Kahan), and e itself where nothing of it is left in u.
        var u = TLanes.Add(one, e);
        var rest = TLanes.Subtract(u, one);
        var quotient = TLanes.Divide(TLanes.Multiply(LaneMath<TLanes, TVector>.Log(u), e), rest);
        var logarithm = TLanes.Select(TLanes.Equal(rest, zero), e, quotient);
        return TLanes.Add(TLanes.Subtract(positive, TLanes.Multiply(logit, target)), logarithm);
    }
}

/// <summary>(sigmoid(x) - target) scale</summary>
internal readonly struct BinaryCrossEntropySlope(float scale) : IElementwiseOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector logit, TVector target, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(TLanes.Subtract(LaneMath<TLanes, TVector>.Sigmoid(logit), target), TLanes.Broadcast(scale));
}
