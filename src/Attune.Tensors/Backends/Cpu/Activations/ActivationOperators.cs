using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>f(a)</summary>
internal readonly struct ActivationOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TFunction.Value<TLanes, TVector>(a);
}

/// <summary>b f'(a)</summary>
internal readonly struct ActivationSlopeOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        TFunction.Value<TLanes, TVector>(a, out var slope);
        return TLanes.Multiply(b, slope);
    }
}

/// <summary>f(a) b</summary>
internal readonly struct GatedOperator<TFunction> : IElementwiseOperator
    where TFunction : struct, IActivationFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TLanes, TVector>(TVector a, TVector b, int index)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(TFunction.Value<TLanes, TVector>(a), b);
}
