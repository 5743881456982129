using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>Sixteen sums, one for each output of a panel, as the two vectors that tiles hold of each row.</summary>
internal static unsafe class SixteenSums
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref Vector256<float> low, ref Vector256<float> high, float* sums)
    {
        low = Vector256.Load(sums);
        high = Vector256.Load(sums + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(ref Vector256<float> low, ref Vector256<float> high, float x, Vector256<float> w0, Vector256<float> w1)
    {
        var broadcast = Vector256.Create(x);
        low = Vector256.FusedMultiplyAdd(broadcast, w0, low);
        high = Vector256.FusedMultiplyAdd(broadcast, w1, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> low, Vector256<float> high, float* sums)
    {
        low.Store(sums);
        high.Store(sums + 8);
    }
}
