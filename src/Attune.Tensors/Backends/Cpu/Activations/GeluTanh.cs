using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>x s with s = (1 + tanh u) / 2 = sigmoid(2 u), u = sqrt(2 / pi) (x + 0.044715 x^3); the slope is s + 2 u' x s (1 - s).</summary>
internal readonly struct GeluTanh : IActivationFunction
{
    /// <summary>2 sqrt(2 / pi)</summary>
    private const float Factor = 1.5957691f;

    private const float Cubic = 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Multiply(x, LaneMath<TLanes, TVector>.Sigmoid(TLanes.Multiply(x, Inner<TLanes, TVector>(TLanes.Multiply(x, x), Cubic))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct
    {
        var square = TLanes.Multiply(x, x);
        var sigmoid = LaneMath<TLanes, TVector>.Sigmoid(TLanes.Multiply(x, Inner<TLanes, TVector>(square, Cubic)));
        var inner = TLanes.Multiply(x, Inner<TLanes, TVector>(square, 3 * Cubic));
        slope = TLanes.Fma(sigmoid, TLanes.Multiply(inner, TLanes.Subtract(TLanes.Broadcast(1), sigmoid)), sigmoid);
        return TLanes.Multiply(x, sigmoid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Inner<TLanes, TVector>(TVector square, float cubic)
        where TLanes : IMathLanes<TVector>
        where TVector : struct =>
        TLanes.Fma(square, TLanes.Broadcast(Factor * cubic), TLanes.Broadcast(Factor));
}
