using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>F16, moved to where float32 has sign, exponent and mantissa: 2^-112 of the number, since the exponents begin elsewhere.</summary>
internal readonly unsafe struct HalfBits : IHalfBits
{
    private const int Kept = unchecked((int)0x8fffe000);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lower(byte* from) => (((Vector256.Load((int*)from) << 16) >> 3) & Vector256.Create(Kept)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Upper(byte* from) => ((Vector256.Load((int*)from) >> 3) & Vector256.Create(Kept)).AsSingle();
}
