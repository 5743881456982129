using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Models;

/// <summary>Sixteen numbers at a time from the small ones of blocks; everything is exact, so that the width of vectors changes no bit.</summary>
internal static unsafe class InterleavedLanes
{
    /// <summary>Bytes ahead of their use that are fetched.</summary>
    public const int Ahead = 2048;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* from) => Fetch(from, Ahead);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* from, nint ahead)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(from + ahead);
    }

    /// <summary>
    /// 16-bit floats. Numbers below 2^-14 are a fixed 2^-14 too large after their exponent is moved, and half as far apart as
    /// they should be; adding what they are beyond -2^-14 once more mends both, and no denormal number is met on the way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Halves(byte* from)
    {
        var bits = Unsigned(Vector256.Load((ushort*)from));
        var moved = (((bits & Vector512.Create(0x7fff)) << 13) + Vector512.Create(112 << 23)).AsSingle();
        var mended = moved + Vector512.Min(moved - Vector512.Create(6.103515625e-05f), Vector512<float>.Zero);
        return (mended.AsInt32() | ((bits & Vector512.Create(0x8000)) << 16)).AsSingle();
    }

    /// <summary>Signed bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Signed(byte* from)
    {
        var bytes = Vector128.Load((sbyte*)from);
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(bytes));
        var (low, high) = Vector128.Widen(bytes);
        return Vector512.ConvertToSingle(Join(Vector128.Widen(low), Vector128.Widen(high)));
    }

    /// <summary>Unsigned bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Unsigned(byte* from)
    {
        var bytes = Vector128.Load(from);
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(bytes));
        var (low, high) = Vector128.Widen(bytes);
        var ((a, b), (c, d)) = (Vector128.Widen(low), Vector128.Widen(high));
        return Vector512.ConvertToSingle(Join((a.AsInt32(), b.AsInt32()), (c.AsInt32(), d.AsInt32())));
    }

    /// <summary>The numbers 0 to 15 in the low four bits of each lane; what is above them does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Nibbles(Vector512<int> bits) => Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32(Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), bits)
        : Vector512.ConvertToSingle(bits & Vector512.Create(15));

    /// <summary>16 (p - 2) of the numbers p from 0 to 3 in the low two bits of each lane; what is above them does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HighPairs(Vector512<int> bits) => Avx512F.IsSupported
        ? Avx512F.PermuteVar16x32(Vector512.Create(-32f, -16, 0, 16, -32, -16, 0, 16, -32, -16, 0, 16, -32, -16, 0, 16), bits)
        : Vector512.ConvertToSingle(((bits & Vector512.Create(3)) << 4) - Vector512.Create(32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Unsigned(Vector256<ushort> bits)
    {
        var (low, high) = Vector256.Widen(bits);
        return Vector512.Create(low.AsInt32(), high.AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Join((Vector128<int> A, Vector128<int> B) low, (Vector128<int> A, Vector128<int> B) high) =>
        Vector512.Create(Vector256.Create(low.A, low.B), Vector256.Create(high.A, high.B));
}
