using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Benchmarks.MatrixProducts;

/// <summary>How many floating-point operations a core does when it does nothing but fused multiply-adds on registers.</summary>
internal static class FmaPeak
{
    const int Rounds = 2_000_000;
    const int Chains = 16;

    /// <summary>10^9 operations per second of one core, the best of several tries.</summary>
    public static double Measure()
    {
        double best = 0;
        for (int i = 0; i < 7; i++)
        {
            long start = Stopwatch.GetTimestamp();
            int lanes = Vector512.IsHardwareAccelerated ? Wide() : Narrow();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Max(best, 2.0 * lanes * Chains * Rounds / seconds / 1e9);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static int Wide()
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x, c8 = x, c9 = x, ca = x, cb = x, cc = x, cd = x, ce = x, cf = x;
        for (int i = 0; i < Rounds; i++)
        {
            c0 = Vector512.FusedMultiplyAdd(c0, x, y);
            c1 = Vector512.FusedMultiplyAdd(c1, x, y);
            c2 = Vector512.FusedMultiplyAdd(c2, x, y);
            c3 = Vector512.FusedMultiplyAdd(c3, x, y);
            c4 = Vector512.FusedMultiplyAdd(c4, x, y);
            c5 = Vector512.FusedMultiplyAdd(c5, x, y);
            c6 = Vector512.FusedMultiplyAdd(c6, x, y);
            c7 = Vector512.FusedMultiplyAdd(c7, x, y);
            c8 = Vector512.FusedMultiplyAdd(c8, x, y);
            c9 = Vector512.FusedMultiplyAdd(c9, x, y);
            ca = Vector512.FusedMultiplyAdd(ca, x, y);
            cb = Vector512.FusedMultiplyAdd(cb, x, y);
            cc = Vector512.FusedMultiplyAdd(cc, x, y);
            cd = Vector512.FusedMultiplyAdd(cd, x, y);
            ce = Vector512.FusedMultiplyAdd(ce, x, y);
            cf = Vector512.FusedMultiplyAdd(cf, x, y);
        }

        s_sink = Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + ca + cb + cc + cd + ce + cf);
        return Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static int Narrow()
    {
        Vector256<float> x = Vector256.Create(0.999f), y = Vector256.Create(0.001f);
        Vector256<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x;
        for (int i = 0; i < 2 * Rounds; i++)
        {
            c0 = Vector256.FusedMultiplyAdd(c0, x, y);
            c1 = Vector256.FusedMultiplyAdd(c1, x, y);
            c2 = Vector256.FusedMultiplyAdd(c2, x, y);
            c3 = Vector256.FusedMultiplyAdd(c3, x, y);
            c4 = Vector256.FusedMultiplyAdd(c4, x, y);
            c5 = Vector256.FusedMultiplyAdd(c5, x, y);
            c6 = Vector256.FusedMultiplyAdd(c6, x, y);
            c7 = Vector256.FusedMultiplyAdd(c7, x, y);
        }

        s_sink = Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7);
        return Vector256<float>.Count;
    }

    // Without a use of the sums there would be nothing to measure.
    static float s_sink;
}
