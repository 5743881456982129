using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x P(x) with P the normal distribution function; the slope is P(x) + x p(x) with p its density.</summary>
internal readonly struct Gelu : IActivationFunction
{
    /// <summary>1 / sqrt(2 pi)</summary>
    private const float DensityAtZero = 0.39894228f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(x, LaneMath<TLanes, TVector>.NormalDistribution(x, out _));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var distribution = LaneMath<TLanes, TVector>.NormalDistribution(x, out var bell);
        slope = TLanes.Fma(TLanes.Multiply(x, TLanes.Broadcast(DensityAtZero)), bell, distribution);
        return TLanes.Multiply(x, distribution);
    }
}
