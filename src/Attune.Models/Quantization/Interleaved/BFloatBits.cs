using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>BF16: the upper halves of floats.</summary>
internal readonly unsafe struct BFloatBits : IHalfBits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Lower(byte* from) => (Vector256.Load((int*)from) << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Upper(byte* from) => (Vector256.Load((int*)from) & Vector256.Create(unchecked((int)0xffff0000))).AsSingle();
}
