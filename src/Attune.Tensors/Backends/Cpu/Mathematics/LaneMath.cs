using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The functions of <see cref="VectorMath"/> for one vector width.</summary>
internal static class LaneMath<TLanes, TVector>
    where TLanes : IMathLanes<TVector>
    where TVector : struct
{
    /// <summary>1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits.</summary>
    private const float RoundingShift = 12582912f;

    // ln 2 in two parts; n * the first is exact for |n| below 2^10.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        // Beyond these the result is 0 or infinite anyway; comparisons are false for NaN, which passes.
        x = TLanes.Select(TLanes.Less(x, TLanes.Broadcast(-104f)), TLanes.Broadcast(-104f), x);
        x = TLanes.Select(TLanes.Less(TLanes.Broadcast(89f), x), TLanes.Broadcast(89f), x);

        // x = n ln 2 + r with |r| <= ln 2 / 2
        var shifted = TLanes.Fma(x, TLanes.Broadcast(1.44269504f), TLanes.Broadcast(RoundingShift));
        var n = TLanes.Subtract(shifted, TLanes.Broadcast(RoundingShift));
        var r = TLanes.Fma(n, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.Fma(n, TLanes.Broadcast(-Ln2Low), r);

        // The Taylor series; the first term left out is below 6e-9 of the result.
        var p = TLanes.Fma(TLanes.Broadcast(1f / 5040), r, TLanes.Broadcast(1f / 720));
        p = TLanes.Fma(p, r, TLanes.Broadcast(1f / 120));
        p = TLanes.Fma(p, r, TLanes.Broadcast(1f / 24));
        p = TLanes.Fma(p, r, TLanes.Broadcast(1f / 6));
        p = TLanes.Fma(p, r, TLanes.Broadcast(0.5f));
        p = TLanes.Fma(p, r, TLanes.Broadcast(1f));
        p = TLanes.Fma(p, r, TLanes.Broadcast(1f));

        // Times 2^n in two steps: 2^n itself may be no normal number where the result is one or is subnormal.
        var exponent = TLanes.SubtractBits(shifted, TLanes.Broadcast(RoundingShift));
        var half = TLanes.ShiftSignedBitsRight(exponent, 1);
        return TLanes.Multiply(TLanes.Multiply(p, PowerOfTwo(half)), PowerOfTwo(TLanes.SubtractBits(exponent, half)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log(TVector x)
    {
        var subnormal = TLanes.Less(x, TLanes.Broadcast(1.17549435e-38f));
        var scaled = TLanes.Select(subnormal, TLanes.Multiply(x, TLanes.Broadcast(8388608f)), x);

        // x = 2^e m with m in [sqrt(1/2), sqrt(2)), whose first number has these bits.
        var exponent = TLanes.ShiftSignedBitsRight(TLanes.SubtractBits(scaled, TLanes.BroadcastBits(0x3f3504f3)), 23);
        var f = TLanes.Subtract(TLanes.SubtractBits(scaled, TLanes.ShiftBitsLeft(exponent, 23)), TLanes.Broadcast(1f));
        var e = TLanes.Subtract(TLanes.ToSingle(exponent), TLanes.Select(subnormal, TLanes.Broadcast(23f), TLanes.Broadcast(0f)));

        // ln(1 + f) = f - s (f - R) with s = f / (2 + f), R = 2 s^2 (1/3 + s^2/5 + ...), the series of 2 artanh s
        var s = TLanes.Divide(f, TLanes.Add(f, TLanes.Broadcast(2f)));
        var z = TLanes.Multiply(s, s);
        var series = TLanes.Fma(TLanes.Broadcast(2f / 11), z, TLanes.Broadcast(2f / 9));
        series = TLanes.Fma(series, z, TLanes.Broadcast(2f / 7));
        series = TLanes.Fma(series, z, TLanes.Broadcast(2f / 5));
        series = TLanes.Multiply(TLanes.Fma(series, z, TLanes.Broadcast(2f / 3)), z);
        var rest = TLanes.Fma(e, TLanes.Broadcast(Ln2Low), TLanes.Negate(TLanes.Multiply(s, TLanes.Subtract(f, series))));
        var result = TLanes.Fma(e, TLanes.Broadcast(Ln2High), TLanes.Add(f, rest));

        result = TLanes.Select(TLanes.Less(x, TLanes.Broadcast(0f)), TLanes.Broadcast(float.NaN), result);
        result = TLanes.Select(TLanes.Equal(x, TLanes.Broadcast(0f)), TLanes.Broadcast(float.NegativeInfinity), result);
        return TLanes.Select(TLanes.Less(x, TLanes.Broadcast(float.PositiveInfinity)), result, x); // +infinity and NaN
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x) => TLanes.Divide(TLanes.Broadcast(1f), TLanes.Add(TLanes.Broadcast(1f), Exp(TLanes.Negate(x))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        // Near 0, x + x^3 p(x^2): the polynomial interpolates (tanh x / x - 1) / x^2 at Chebyshev nodes up to 0.55.
        var square = TLanes.Multiply(x, x);
        var p = TLanes.Fma(TLanes.Broadcast(-0.00661022775f), square, TLanes.Broadcast(0.0213093888f));
        p = TLanes.Fma(p, square, TLanes.Broadcast(-0.0539094284f));
        p = TLanes.Fma(p, square, TLanes.Broadcast(0.133331135f));
        p = TLanes.Fma(p, square, TLanes.Broadcast(-0.333333313f));
        var near = TLanes.Fma(TLanes.Multiply(x, square), p, x);

        // Elsewhere 1 - 2 / (e^2|x| + 1), with the sign of x.
        var size = TLanes.Abs(x);
        var inverse = TLanes.Divide(TLanes.Broadcast(2f), TLanes.Add(Exp(TLanes.Add(size, size)), TLanes.Broadcast(1f)));
        var far = TLanes.Subtract(TLanes.Broadcast(1f), inverse);
        far = TLanes.Select(TLanes.Less(x, TLanes.Broadcast(0f)), TLanes.Negate(far), far);
        return TLanes.Select(TLanes.Less(size, TLanes.Broadcast(0.55f)), near, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector NormalDistribution(TVector x, out TVector bell)
    {
        // Beyond 20 the tail is 0 in float32; a comparison is false for NaN, which passes.
        var t = TLanes.Abs(x);
        t = TLanes.Select(TLanes.Less(TLanes.Broadcast(20f), t), TLanes.Broadcast(20f), t);
        // The square is rounded; what was rounded off counts where e^ magnifies it.
        var square = TLanes.Multiply(t, t);
        var rest = TLanes.Fma(t, t, TLanes.Negate(square));
        bell = Exp(TLanes.Multiply(square, TLanes.Broadcast(-0.5f)));
        bell = TLanes.Fma(TLanes.Multiply(bell, TLanes.Broadcast(-0.5f)), rest, bell);

        // The tail is bell p(u) / (t + a) with u = (t - a) / (t + a), a = 4.25: what is left to interpolate (at Chebyshev
        // nodes of t from 0 to 15, in 40 digits) runs from a / 2 to 1 / sqrt(2 pi). Error of p: 3e-8 of it.
        var inverse = TLanes.Divide(TLanes.Broadcast(1f), TLanes.Add(t, TLanes.Broadcast(4.25f)));
        var u = TLanes.Fma(inverse, TLanes.Broadcast(-8.5f), TLanes.Broadcast(1f));
        var p = TLanes.Fma(TLanes.Broadcast(-0.000237301196f), u, TLanes.Broadcast(-0.000369662681f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(0.0021851575f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(-0.000747003185f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(-0.0193663463f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(0.0852711424f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(-0.220515415f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(0.418227613f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(-0.625129759f));
        p = TLanes.Fma(p, u, TLanes.Broadcast(0.759554207f));
        var tail = TLanes.Multiply(bell, TLanes.Multiply(p, inverse));
        return TLanes.Select(TLanes.Less(x, TLanes.Broadcast(0f)), tail, TLanes.Subtract(TLanes.Broadcast(1f), tail));
    }

    /// <summary>2^n for a whole number in the bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector PowerOfTwo(TVector exponent) =>
        TLanes.ShiftBitsLeft(TLanes.AddBits(exponent, TLanes.BroadcastBits(127)), 23);
}
