using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors;

/// <summary>Sixteen float32 lanes: the numbers of the CPU backend.</summary>
internal readonly struct SixteenSingles(Vector512<float> lanes) : IElement<SixteenSingles>
{
    public readonly Vector512<float> Lanes = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles operator +(SixteenSingles left, SixteenSingles right) => new(left.Lanes + right.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles operator -(SixteenSingles left, SixteenSingles right) => new(left.Lanes - right.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles operator *(SixteenSingles left, SixteenSingles right) => new(left.Lanes * right.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles operator /(SixteenSingles left, SixteenSingles right) => new(left.Lanes / right.Lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Of(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles MultiplyAdd(SixteenSingles a, SixteenSingles b, SixteenSingles c) =>
        new(Vector512.FusedMultiplyAdd(a.Lanes, b.Lanes, c.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Sqrt(SixteenSingles x) => new(Vector512.Sqrt(x.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Abs(SixteenSingles x) => new(Vector512.Abs(x.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Max(SixteenSingles a, SixteenSingles b) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(b.Lanes, a.Lanes), b.Lanes, a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Min(SixteenSingles a, SixteenSingles b) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(b.Lanes, a.Lanes), b.Lanes, a.Lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles Sign(SixteenSingles x)
    {
        var zero = Vector512<float>.Zero;
        var above = Vector512.GreaterThan(x.Lanes, zero) & Vector512<float>.One;
        var below = Vector512.LessThan(x.Lanes, zero) & Vector512.Create(-1f);
        return new(above | below);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SixteenSingles ToBFloat16(SixteenSingles x)
    {
        // Half of what is cut off, less one where the last bit kept is even: ties go to the even number.
        var bits = x.Lanes.AsUInt32();
        var rounding = Vector512.Create(0x7FFFu) + (Vector512.ShiftRightLogical(bits, 16) & Vector512.Create(1u));
        var rounded = ((bits + rounding) & Vector512.Create(0xFFFF0000u)).AsSingle();
        return new(Vector512.ConditionalSelect(Vector512.Equals(x.Lanes, x.Lanes), rounded, x.Lanes));
    }
}
