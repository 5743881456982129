using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Transcendental functions of sixteen lanes, made of exact or correctly rounded operations only, so that they are the same
/// bits at any vector width. Errors in units in the last place (tested against double): Exp 1.5, Log 2, Sigmoid 3, Tanh 3,
/// NormalDistribution 8 (in its left tail, where the polynomial is a small difference of larger terms).
/// </summary>
internal static class VectorMath
{
    /// <summary>1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits.</summary>
    private const float RoundingShift = 12582912f;

    // ln 2 in two parts; n * the first is exact for |n| below 2^10.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x: +infinity above 88.73, through the subnormal numbers to 0 below -103.97; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // Beyond these the result is 0 or infinite anyway; comparisons are false for NaN, which passes.
        var least = Vector512.Create(-104f);
        var greatest = Vector512.Create(89f);
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, least), least, x);
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, greatest), greatest, x);

        // x = n ln 2 + r with |r| <= ln 2 / 2
        var shift = Vector512.Create(RoundingShift);
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.44269504f), shift);
        var n = shifted - shift;
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);

        // The Taylor series; the first term left out is below 6e-9 of the result.
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(1f / 5040), r, Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);

        // Times 2^n in two steps: 2^n itself may be no normal number where the result is one or is subnormal.
        var exponent = shifted.AsInt32() - shift.AsInt32();
        var half = Vector512.ShiftRightArithmetic(exponent, 1);
        return p * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    /// <summary>ln x: -infinity at 0, NaN below; +infinity and NaN stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var subnormal = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        var scaled = Vector512.ConditionalSelect(subnormal, x * Vector512.Create(8388608f), x);

        // x = 2^e m with m in [sqrt(1/2), sqrt(2))
        var bits = scaled.AsInt32();
        var exponent = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3f3504f3), 23);
        var f = (bits - Vector512.ShiftLeft(exponent, 23)).AsSingle() - Vector512<float>.One;
        var e = Vector512.ConvertToSingle(exponent) - Vector512.ConditionalSelect(subnormal, Vector512.Create(23f), Vector512<float>.Zero);

        // ln(1 + f) = f - s (f - R) with s = f / (2 + f), R = 2 s^2 (1/3 + s^2/5 + ...), the series of 2 artanh s
        var s = f / (f + Vector512.Create(2f));
        var z = s * s;
        var series = Vector512.FusedMultiplyAdd(Vector512.Create(2f / 11), z, Vector512.Create(2f / 9));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2f / 7));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2f / 5));
        series = Vector512.FusedMultiplyAdd(series, z, Vector512.Create(2f / 3)) * z;
        var rest = Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2Low), -(s * (f - series)));
        var result = Vector512.FusedMultiplyAdd(e, Vector512.Create(Ln2High), f + rest);

        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(float.NaN), result);
        result = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vectors.NegativeInfinity, result);
        var finite = Vector512.LessThan(x, Vector512.Create(float.PositiveInfinity));
        return Vector512.ConditionalSelect(finite, result, x); // +infinity and NaN
    }

    /// <summary>1 / (1 + e^-x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>The hyperbolic tangent; -1 and 1 at infinity, NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        // Near 0, x + x^3 p(x^2): the polynomial interpolates (tanh x / x - 1) / x^2 at Chebyshev nodes up to 0.55.
        var square = x * x;
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-0.00661022775f), square, Vector512.Create(0.0213093888f));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(-0.0539094284f));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(0.133331135f));
        p = Vector512.FusedMultiplyAdd(p, square, Vector512.Create(-0.333333313f));
        var near = Vector512.FusedMultiplyAdd(x * square, p, x);

        // Elsewhere 1 - 2 / (e^2|x| + 1), with the sign of x.
        var size = Vector512.Abs(x);
        var far = Vector512<float>.One - (Vector512.Create(2f) / (Exp(size + size) + Vector512<float>.One));
        far = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), -far, far);
        return Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.55f)), near, far);
    }

    /// <summary>(1 + erf(x / sqrt 2)) / 2, to a few last places in the left tail too, and e^(-x^2 / 2) beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalDistribution(Vector512<float> x, out Vector512<float> bell)
    {
        // Beyond 20 the tail is 0 in float32; a comparison is false for NaN, which passes.
        var t = Vector512.Abs(x);
        t = Vector512.ConditionalSelect(Vector512.GreaterThan(t, Vector512.Create(20f)), Vector512.Create(20f), t);
        // The square is rounded; what was rounded off counts where e^ magnifies it.
        var square = t * t;
        var rest = Vector512.FusedMultiplyAdd(t, t, -square);
        bell = Exp(square * Vector512.Create(-0.5f));
        bell = Vector512.FusedMultiplyAdd(bell * Vector512.Create(-0.5f), rest, bell);

        // The tail is bell p(u) / (t + a) with u = (t - a) / (t + a), a = 4.25: what is left to interpolate (at Chebyshev
        // nodes of t from 0 to 15, in 40 digits) runs from a / 2 to 1 / sqrt(2 pi). Error of p: 3e-8 of it.
        var inverse = Vector512<float>.One / (t + Vector512.Create(4.25f));
        var u = Vector512.FusedMultiplyAdd(inverse, Vector512.Create(-8.5f), Vector512<float>.One);
        var p = Vector512.FusedMultiplyAdd(Vector512.Create(-0.000237301196f), u, Vector512.Create(-0.000369662681f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(0.0021851575f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.000747003185f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.0193663463f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(0.0852711424f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.220515415f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(0.418227613f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(-0.625129759f));
        p = Vector512.FusedMultiplyAdd(p, u, Vector512.Create(0.759554207f));
        var tail = bell * (p * inverse);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> exponent) =>
        Vector512.ShiftLeft(exponent + Vector512.Create(127), 23).AsSingle();
}
