using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Wide = Attune.Tensors.Backends.Cpu.LaneMath<Attune.Tensors.Backends.Cpu.Lanes512, System.Runtime.Intrinsics.Vector512<float>>;
using Half = Attune.Tensors.Backends.Cpu.LaneMath<Attune.Tensors.Backends.Cpu.Lanes256, System.Runtime.Intrinsics.Vector256<float>>;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Transcendental functions of sixteen lanes, made of exact or correctly rounded operations only, so that they are the same
/// bits at any vector width. Errors in units in the last place (tested against double): Exp 1.5, Log 2, Sigmoid 3, Tanh 3,
/// NormalDistribution 8 (in its left tail, where the polynomial is a small difference of larger terms).
/// </summary>
/// <remarks>
/// Without registers of 512 bits they are computed in halves: the runtime's own operators of 512 bits are methods then, and
/// the compiler stops to inline them after some five hundred local variables, one call for each multiplication.
/// </remarks>
internal static class VectorMath
{
    /// <summary>e^x: +infinity above 88.73, through the subnormal numbers to 0 below -103.97; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x) => Vector512.IsHardwareAccelerated
        ? Wide.Exp(x)
        : Vector512.Create(Half.Exp(x.GetLower()), Half.Exp(x.GetUpper()));

    /// <summary>ln x: -infinity at 0, NaN below; +infinity and NaN stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x) => Vector512.IsHardwareAccelerated
        ? Wide.Log(x)
        : Vector512.Create(Half.Log(x.GetLower()), Half.Log(x.GetUpper()));

    /// <summary>1 / (1 + e^-x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512.IsHardwareAccelerated
        ? Wide.Sigmoid(x)
        : Vector512.Create(Half.Sigmoid(x.GetLower()), Half.Sigmoid(x.GetUpper()));

    /// <summary>The hyperbolic tangent; -1 and 1 at infinity, NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => Vector512.IsHardwareAccelerated
        ? Wide.Tanh(x)
        : Vector512.Create(Half.Tanh(x.GetLower()), Half.Tanh(x.GetUpper()));

    /// <summary>(1 + erf(x / sqrt 2)) / 2, to a few last places in the left tail too, and e^(-x^2 / 2) beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> NormalDistribution(Vector512<float> x, out Vector512<float> bell)
    {
        if (Vector512.IsHardwareAccelerated)
            return Wide.NormalDistribution(x, out bell);
        var lower = Half.NormalDistribution(x.GetLower(), out var lowerBell);
        var upper = Half.NormalDistribution(x.GetUpper(), out var upperBell);
        bell = Vector512.Create(lowerBell, upperBell);
        return Vector512.Create(lower, upper);
    }
}
