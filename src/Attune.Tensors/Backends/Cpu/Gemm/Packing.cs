using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Copies a strip of a matrix into a panel: for each step of k, width neighbouring elements (rows of A, or columns of B) side by side.
/// A strip narrower than its panel is filled up with zeros, which the kernels may compute with but never store.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>Packs the strip whose first element is source.</summary>
    /// <param name="source">First element of the strip.</param>
    /// <param name="across">Stride between neighbours that end up side by side.</param>
    /// <param name="along">Stride between steps of k.</param>
    /// <param name="count">How many neighbours the strip has, at most width.</param>
    /// <param name="steps">Length of k.</param>
    /// <param name="panel">Where to write steps * width floats.</param>
    /// <param name="width">Width of the panel, a multiple of 4 unless equal to count.</param>
    public static void Pack(float* source, nint across, nint along, int count, int steps, float* panel, int width)
    {
        if (across == 1)
            Copy(source, along, count, steps, panel, width);
        else
            Transpose(source, across, count, steps, panel, width);
    }

    static void Copy(float* source, nint along, int count, int steps, float* panel, int width)
    {
        if (count == 32 && width == 32) CopyPairs<Lanes512, Vector512<float>>(source, along, steps, panel);
        else if (count == 16 && width == 16) CopyPairs<Lanes256, Vector256<float>>(source, along, steps, panel);
        else if (count == 12 && width == 12) CopyTwelve(source, along, steps, panel);
        else CopyAny(source, along, count, steps, panel, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyPairs<TLanes, TVector>(float* source, nint along, int steps, float* panel)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        for (; steps > 0; steps--, source += along, panel += 2 * TLanes.Count)
        {
            TVector low = TLanes.Load(source), high = TLanes.Load(source + TLanes.Count);
            TLanes.Store(low, panel);
            TLanes.Store(high, panel + TLanes.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyTwelve(float* source, nint along, int steps, float* panel)
    {
        for (; steps > 0; steps--, source += along, panel += 12)
        {
            Vector256<float> low = Vector256.Load(source);
            Vector128<float> high = Vector128.Load(source + 8);
            low.Store(panel);
            high.Store(panel + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyAny(float* source, nint along, int count, int steps, float* panel, int width)
    {
        for (; steps > 0; steps--, source += along, panel += width)
        {
            int i = 0;
            for (; i + 4 <= count; i += 4) Vector128.Load(source + i).Store(panel + i);
            for (; i < count; i++) panel[i] = source[i];
            for (; i < width; i++) panel[i] = 0;
        }
    }

    // Four rows at a time, through 4x4 transposes in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose(float* source, nint across, int count, int steps, float* panel, int width)
    {
        int i = 0;
        for (; i + 4 <= count; i += 4)
        {
            float* row = source + i * across;
            int done = Vector512.IsHardwareAccelerated ? TransposeBySixteen(row, across, steps, panel + i, width) : 0;
            TransposeByFour(row, across, done, steps, panel + i, width);
        }

        for (; i < count; i++)
        {
            float* row = source + i * across;
            float* target = panel + i;
            for (int p = 0; p < steps; p++, target += width) *target = row[p];
        }

        for (; i < width; i++)
        {
            float* target = panel + i;
            for (int p = 0; p < steps; p++, target += width) *target = 0;
        }
    }

    // Sixteen steps of four rows: quarter q of each vector ends up with steps 4q .. 4q + 3.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int TransposeBySixteen(float* row0, nint across, int steps, float* target, nint width)
    {
        float* row1 = row0 + across, row2 = row1 + across, row3 = row2 + across;
        int p = 0;
        for (; p + 16 <= steps; p += 16, target += 16 * width)
        {
            Vector512<float> a = Vector512.Load(row0 + p), b = Vector512.Load(row1 + p);
            Vector512<float> c = Vector512.Load(row2 + p), d = Vector512.Load(row3 + p);
            Vector512<double> abLow = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
            Vector512<double> cdLow = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
            StoreQuarters(Avx512F.UnpackLow(abLow, cdLow).AsSingle(), target, width);
            StoreQuarters(Avx512F.UnpackHigh(abLow, cdLow).AsSingle(), target + width, width);
            StoreQuarters(Avx512F.UnpackLow(abHigh, cdHigh).AsSingle(), target + 2 * width, width);
            StoreQuarters(Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle(), target + 3 * width, width);
        }

        return p;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreQuarters(Vector512<float> value, float* target, nint width)
    {
        value.GetLower().GetLower().Store(target);
        value.GetLower().GetUpper().Store(target + 4 * width);
        value.GetUpper().GetLower().Store(target + 8 * width);
        value.GetUpper().GetUpper().Store(target + 12 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TransposeByFour(float* row0, nint across, int p, int steps, float* target, nint width)
    {
        float* row1 = row0 + across, row2 = row1 + across, row3 = row2 + across;
        target += p * width;
        if (Sse.IsSupported)
        {
            for (; p + 4 <= steps; p += 4, target += 4 * width)
            {
                Vector128<float> a = Vector128.Load(row0 + p), b = Vector128.Load(row1 + p);
                Vector128<float> c = Vector128.Load(row2 + p), d = Vector128.Load(row3 + p);
                Vector128<float> abLow = Sse.UnpackLow(a, b), abHigh = Sse.UnpackHigh(a, b);
                Vector128<float> cdLow = Sse.UnpackLow(c, d), cdHigh = Sse.UnpackHigh(c, d);
                Sse.MoveLowToHigh(abLow, cdLow).Store(target);
                Sse.MoveHighToLow(cdLow, abLow).Store(target + width);
                Sse.MoveLowToHigh(abHigh, cdHigh).Store(target + 2 * width);
                Sse.MoveHighToLow(cdHigh, abHigh).Store(target + 3 * width);
            }
        }

        for (; p < steps; p++, target += width)
        {
            target[0] = row0[p];
            target[1] = row1[p];
            target[2] = row2[p];
            target[3] = row3[p];
        }
    }
}
