using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Attune.Models.SixteenSums;

namespace Attune.Models;

/// <summary>
/// A tile of sums of 16-bit weights, up to six rows of one panel, three of two or one of four: twelve vectors at most, which leave
/// four registers for weights and activations. Each lane is one chain in ascending columns.
/// </summary>
internal static unsafe class HalfTile<TBits, TTile>
    where TBits : struct, IHalfBits
    where TTile : struct, ITile
{
    /// <inheritdoc cref="IFusedProduct.Multiply"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* weights, nint panelBytes, int count, nint ahead, float* x, bool accumulate, float* sums, nint stride)
    {
        Vector256<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector256<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        if (accumulate)
        {
            Load(ref c00, ref c01, sums);
            if (TTile.Rows > 1) Load(ref c10, ref c11, sums + stride);
            if (TTile.Rows > 2) Load(ref c20, ref c21, sums + (2 * stride));
            if (TTile.Rows > 3) Load(ref c30, ref c31, sums + (3 * stride));
            if (TTile.Rows > 4) Load(ref c40, ref c41, sums + (4 * stride));
            if (TTile.Rows > 5) Load(ref c50, ref c51, sums + (5 * stride));
            if (TTile.Panels > 1) Load(ref c30, ref c31, sums + 16);
            if (TTile.Panels > 1 && TTile.Rows > 1) Load(ref c40, ref c41, sums + 16 + stride);
            if (TTile.Panels > 1 && TTile.Rows > 2) Load(ref c50, ref c51, sums + 16 + (2 * stride));
            if (TTile.Panels > 2) Load(ref c10, ref c11, sums + 32);
            if (TTile.Panels > 2) Load(ref c40, ref c41, sums + 48);
        }

        byte* second = weights + panelBytes, third = second + panelBytes, fourth = third + panelBytes;
        for (; count >= 2; count -= 2)
        {
            InterleavedLanes.Fetch(weights, ahead);
            if (TTile.Panels > 1) InterleavedLanes.Fetch(second, ahead);
            if (TTile.Panels > 2) InterleavedLanes.Fetch(third, ahead);
            if (TTile.Panels > 2) InterleavedLanes.Fetch(fourth, ahead);
            Vector256<float> w0 = TBits.Lower(weights), w1 = TBits.Lower(weights + 32);
            Step(ref c00, ref c01, *x, w0, w1);
            if (TTile.Rows > 1) Step(ref c10, ref c11, x[1], w0, w1);
            if (TTile.Rows > 2) Step(ref c20, ref c21, x[2], w0, w1);
            if (TTile.Rows > 3) Step(ref c30, ref c31, x[3], w0, w1);
            if (TTile.Rows > 4) Step(ref c40, ref c41, x[4], w0, w1);
            if (TTile.Rows > 5) Step(ref c50, ref c51, x[5], w0, w1);
            if (TTile.Panels > 1) (w0, w1) = (TBits.Lower(second), TBits.Lower(second + 32));
            if (TTile.Panels > 1) Step(ref c30, ref c31, *x, w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 1) Step(ref c40, ref c41, x[1], w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 2) Step(ref c50, ref c51, x[2], w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Lower(third), TBits.Lower(third + 32));
            if (TTile.Panels > 2) Step(ref c10, ref c11, *x, w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Lower(fourth), TBits.Lower(fourth + 32));
            if (TTile.Panels > 2) Step(ref c40, ref c41, *x, w0, w1);
            (w0, w1) = (TBits.Upper(weights), TBits.Upper(weights + 32));
            Step(ref c00, ref c01, x[TTile.Rows], w0, w1);
            if (TTile.Rows > 1) Step(ref c10, ref c11, x[TTile.Rows + 1], w0, w1);
            if (TTile.Rows > 2) Step(ref c20, ref c21, x[TTile.Rows + 2], w0, w1);
            if (TTile.Rows > 3) Step(ref c30, ref c31, x[TTile.Rows + 3], w0, w1);
            if (TTile.Rows > 4) Step(ref c40, ref c41, x[TTile.Rows + 4], w0, w1);
            if (TTile.Rows > 5) Step(ref c50, ref c51, x[TTile.Rows + 5], w0, w1);
            if (TTile.Panels > 1) (w0, w1) = (TBits.Upper(second), TBits.Upper(second + 32));
            if (TTile.Panels > 1) Step(ref c30, ref c31, x[TTile.Rows], w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 1) Step(ref c40, ref c41, x[TTile.Rows + 1], w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 2) Step(ref c50, ref c51, x[TTile.Rows + 2], w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Upper(third), TBits.Upper(third + 32));
            if (TTile.Panels > 2) Step(ref c10, ref c11, x[TTile.Rows], w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Upper(fourth), TBits.Upper(fourth + 32));
            if (TTile.Panels > 2) Step(ref c40, ref c41, x[TTile.Rows], w0, w1);
            weights += 64;
            if (TTile.Panels > 1) second += 64;
            if (TTile.Panels > 2) third += 64;
            if (TTile.Panels > 2) fourth += 64;
            x += 2 * TTile.Rows;
        }

        if (count > 0)
        {
            Vector256<float> w0 = TBits.Lower(weights), w1 = TBits.Lower(weights + 32);
            Step(ref c00, ref c01, *x, w0, w1);
            if (TTile.Rows > 1) Step(ref c10, ref c11, x[1], w0, w1);
            if (TTile.Rows > 2) Step(ref c20, ref c21, x[2], w0, w1);
            if (TTile.Rows > 3) Step(ref c30, ref c31, x[3], w0, w1);
            if (TTile.Rows > 4) Step(ref c40, ref c41, x[4], w0, w1);
            if (TTile.Rows > 5) Step(ref c50, ref c51, x[5], w0, w1);
            if (TTile.Panels > 1) (w0, w1) = (TBits.Lower(second), TBits.Lower(second + 32));
            if (TTile.Panels > 1) Step(ref c30, ref c31, *x, w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 1) Step(ref c40, ref c41, x[1], w0, w1);
            if (TTile.Panels > 1 && TTile.Rows > 2) Step(ref c50, ref c51, x[2], w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Lower(third), TBits.Lower(third + 32));
            if (TTile.Panels > 2) Step(ref c10, ref c11, *x, w0, w1);
            if (TTile.Panels > 2) (w0, w1) = (TBits.Lower(fourth), TBits.Lower(fourth + 32));
            if (TTile.Panels > 2) Step(ref c40, ref c41, *x, w0, w1);
        }

        Store(c00, c01, sums);
        if (TTile.Rows > 1) Store(c10, c11, sums + stride);
        if (TTile.Rows > 2) Store(c20, c21, sums + (2 * stride));
        if (TTile.Rows > 3) Store(c30, c31, sums + (3 * stride));
        if (TTile.Rows > 4) Store(c40, c41, sums + (4 * stride));
        if (TTile.Rows > 5) Store(c50, c51, sums + (5 * stride));
        if (TTile.Panels > 1) Store(c30, c31, sums + 16);
        if (TTile.Panels > 1 && TTile.Rows > 1) Store(c40, c41, sums + 16 + stride);
        if (TTile.Panels > 1 && TTile.Rows > 2) Store(c50, c51, sums + 16 + (2 * stride));
        if (TTile.Panels > 2) Store(c10, c11, sums + 32);
        if (TTile.Panels > 2) Store(c40, c41, sums + 48);
    }
}
