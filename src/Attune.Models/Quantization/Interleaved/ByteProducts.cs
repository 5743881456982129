using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Models;

/// <summary>Exact products of small integers, eight rows of a panel at a time. Each has a form without intrinsics that gives the same bits.</summary>
internal static unsafe class ByteProducts
{
    /// <summary>u[2i] s[2i] + u[2i+1] s[2i+1]; the caller sees to it that no sum needs more than 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Pairs(Vector256<byte> u, Vector256<sbyte> s)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(u, s);
        var (unsigned, signed) = (u.AsUInt16(), s.AsInt16());
        return ((unsigned & Vector256.Create((ushort)255)).AsInt16() * (signed << 8 >> 8)) + ((unsigned >> 8).AsInt16() * (signed >> 8));
    }

    /// <summary>a[2i] b[2i] + a[2i+1] b[2i+1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Pairs(Vector256<short> a, Vector256<short> b)
    {
        if (Avx2.IsSupported)
            return Avx2.MultiplyAddAdjacent(a, b);
        var (left, right) = (a.AsInt32(), b.AsInt32());
        return ((left << 16 >> 16) * (right << 16 >> 16)) + ((left >> 16) * (right >> 16));
    }

    /// <summary>Adds the four products of each lane to a sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AddFours(Vector256<int> sum, Vector256<byte> u, Vector256<sbyte> s) => AvxVnni.IsSupported
        ? AvxVnni.MultiplyWideningAndAdd(sum, u, s)
        : sum + Pairs(Pairs(u, s), Vector256.Create((short)1));

    /// <summary>x where the other is above zero, -x where it is below; anything where it is zero. x is not -128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> WithSign(Vector256<sbyte> x, Vector256<sbyte> other)
    {
        if (Avx2.IsSupported)
            return Avx2.Sign(x, other);
        var negative = Vector256.LessThan(other, Vector256<sbyte>.Zero);
        return (x ^ negative) - negative;
    }

    /// <summary>The same four bytes in each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<sbyte> Four(byte* from) => Vector256.Create(*(int*)from).AsSByte();

    /// <summary>Unsigned bytes, each in the low half of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Unsigned(byte* from)
    {
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(from);
        var shorts = Vector128.WidenLower(Vector128.CreateScalar(*(ulong*)from).AsByte());
        return Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32();
    }

    /// <summary>Unsigned bytes, each in both halves of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> UnsignedTwice(byte* from)
    {
        var once = Unsigned(from);
        return (once | (once << 16)).AsInt16();
    }

    /// <summary>Signed bytes, each in both halves of a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> SignedTwice(byte* from)
    {
        var upper = Unsigned(from) << 24 >> 8;
        return (upper | (upper >>> 16)).AsInt16();
    }

    /// <summary>Eight 16-bit floats, as <see cref="InterleavedLanes.Halves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Halves(byte* from)
    {
        var shorts = Vector128.Load((ushort*)from);
        var bits = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(shorts)
            : Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts)).AsInt32();
        var moved = (((bits & Vector256.Create(0x7fff)) << 13) + Vector256.Create(112 << 23)).AsSingle();
        var mended = moved + Vector256.Min(moved - Vector256.Create(6.103515625e-05f), Vector256<float>.Zero);
        return (mended.AsInt32() | ((bits & Vector256.Create(0x8000)) << 16)).AsSingle();
    }

    /// <summary>Adds integers, times the scales of weights and activations, to eight sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* sums, Vector256<int> integers, Vector256<float> weightScales, float* scale) =>
        Vector256.FusedMultiplyAdd(Vector256.ConvertToSingle(integers), weightScales * Vector256.Create(*scale), Vector256.Load(sums)).Store(sums);

    /// <summary>The same for four rows.</summary>
    /// <param name="sums">Eight sums of the first row.</param>
    /// <param name="stride">Floats from the sums of a row to those of the next.</param>
    /// <param name="a">The first row's integers.</param>
    /// <param name="b">The second row's.</param>
    /// <param name="c">The third row's.</param>
    /// <param name="d">The fourth row's.</param>
    /// <param name="weightScales">The scales of the weights.</param>
    /// <param name="rows">The first row's scale.</param>
    /// <param name="bytes">Bytes from a row's scale to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddFour(
        float* sums, nint stride, Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d, Vector256<float> weightScales, byte* rows, nint bytes)
    {
        Add(sums, a, weightScales, (float*)rows);
        Add(sums + stride, b, weightScales, (float*)(rows + bytes));
        Add(sums + (2 * stride), c, weightScales, (float*)(rows + (2 * bytes)));
        Add(sums + (3 * stride), d, weightScales, (float*)(rows + (3 * bytes)));
    }
}
