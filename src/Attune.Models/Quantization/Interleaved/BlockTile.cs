using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Attune.Models.SixteenSums;

namespace Attune.Models;

/// <summary>
/// A tile of sums of weights in blocks, up to six rows of one panel or three of two: twelve vectors at most, as in
/// <see cref="HalfTile{TBits, TTile}"/>. Each lane is one chain in ascending columns.
/// </summary>
internal static unsafe class BlockTile<TBlock, TTile>
    where TBlock : struct, IFusedBlock
    where TTile : struct, ITile
{
    /// <summary>Columns whose scales are prepared together: a block, or as many.</summary>
    private const int Chunk = 256, Stretch = 32;

    private static int PanelScales => Chunk / Stretch * TBlock.ScaleFloats;

    /// <inheritdoc cref="IFusedProduct.Multiply"/>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* weights, nint panelBytes, int column, int count, nint ahead, float* x, bool accumulate, float* sums, nint stride)
    {
        float* scales = stackalloc float[TTile.Panels * PanelScales];
        while (count > 0)
        {
            var some = Math.Min(count, Chunk - column);
            for (var panel = 0; panel < TTile.Panels; panel++)
                Prepare(weights + (panel * panelBytes), column, some, scales + (panel * PanelScales));
            Multiply(weights, panelBytes, column, some, ahead, x, scales, accumulate, sums, stride);
            accumulate = true;
            count -= some;
            x += (nint)some * TTile.Rows;
            weights += (column + some) / TBlock.BlockColumns * TBlock.BlockBytes;
            column = (column + some) % TBlock.BlockColumns;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Prepare(byte* weights, int column, int count, float* scales)
    {
        while (count > 0)
        {
            var some = Math.Min(count, TBlock.BlockColumns - column);
            TBlock.Scale(weights, column, some, scales);
            scales += some / Stretch * TBlock.ScaleFloats;
            weights += TBlock.BlockBytes;
            count -= some;
            column = 0;
        }
    }

    /// <summary>The sums stay in registers, since nothing is called.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Multiply(
        byte* weights, nint panelBytes, int column, int count, nint ahead, float* x, float* scales, bool accumulate, float* sums, nint stride)
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
        }

        for (; count > 0; count -= Stretch, scales += TBlock.ScaleFloats)
        {
            var codes = weights + TBlock.CodesOf(column);
            for (var line = 0; line < Stretch / 4 / TBlock.Phases; line++, codes += 64)
            {
                InterleavedLanes.Fetch(codes, ahead);
                if (TTile.Panels > 1) InterleavedLanes.Fetch(codes + panelBytes, ahead);
                for (var phase = 0; phase < TBlock.Phases; phase++, x += 4 * TTile.Rows)
                {
                    var mask = TBlock.Mask(phase);
                    var phased = scales + (16 * phase);
                    Column(0, codes, panelBytes, x, mask, phased, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                    Column(1, codes, panelBytes, x + TTile.Rows, mask, phased, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                    Column(2, codes, panelBytes, x + (2 * TTile.Rows), mask, phased, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                    Column(3, codes, panelBytes, x + (3 * TTile.Rows), mask, phased, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                }
            }

            column += Stretch;
            if (column == TBlock.BlockColumns)
            {
                column = 0;
                weights += TBlock.BlockBytes;
            }
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
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(
        int place, byte* codes, nint panelBytes, float* x, Vector256<int> mask, float* scales,
        ref Vector256<float> c00, ref Vector256<float> c01, ref Vector256<float> c10, ref Vector256<float> c11, ref Vector256<float> c20, ref Vector256<float> c21, ref Vector256<float> c30, ref Vector256<float> c31, ref Vector256<float> c40, ref Vector256<float> c41, ref Vector256<float> c50, ref Vector256<float> c51)
    {
        Vector256<float> w0 = TBlock.Number(codes, place, mask, scales), w1 = TBlock.Number(codes + 32, place, mask, scales + 8);
        Step(ref c00, ref c01, *x, w0, w1);
        if (TTile.Rows > 1) Step(ref c10, ref c11, x[1], w0, w1);
        if (TTile.Rows > 2) Step(ref c20, ref c21, x[2], w0, w1);
        if (TTile.Rows > 3) Step(ref c30, ref c31, x[3], w0, w1);
        if (TTile.Rows > 4) Step(ref c40, ref c41, x[4], w0, w1);
        if (TTile.Rows > 5) Step(ref c50, ref c51, x[5], w0, w1);
        if (TTile.Panels == 1)
            return;
        codes += panelBytes;
        scales += PanelScales;
        (w0, w1) = (TBlock.Number(codes, place, mask, scales), TBlock.Number(codes + 32, place, mask, scales + 8));
        Step(ref c30, ref c31, *x, w0, w1);
        if (TTile.Rows > 1) Step(ref c40, ref c41, x[1], w0, w1);
        if (TTile.Rows > 2) Step(ref c50, ref c51, x[2], w0, w1);
    }
}
