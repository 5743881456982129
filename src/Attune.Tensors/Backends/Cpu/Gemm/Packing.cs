using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Copies strips of a matrix into panels: for each step of k, width neighbouring elements (rows of A, or columns of B) side by
/// side. A strip narrower than its panel is filled up with zeros, which the kernels may compute with but never store.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>Strips copied side by side.</summary>
    const int StripsAtOnce = 8;

    /// <summary>How many steps of k before its use a line is fetched; strides are too long for the processor to foresee.</summary>
    const int StepsAhead = 16;

    /// <summary>Packs neighbouring strips into consecutive panels.</summary>
    /// <param name="source">First element of the first strip.</param>
    /// <param name="across">Stride between neighbours that end up side by side.</param>
    /// <param name="along">Stride between steps of k.</param>
    /// <param name="count">How many neighbours there are in all strips together; only the last strip may be narrower than width.</param>
    /// <param name="steps">Length of k.</param>
    /// <param name="panels">Where to write steps * width floats for each strip.</param>
    /// <param name="width">Width of a panel.</param>
    public static void Pack(float* source, nint across, nint along, int count, int steps, float* panels, int width)
    {
        nint size = (nint)steps * width;
        while (count > 0)
        {
            // Several strips at once read whole cache lines, and each page once.
            int strips = across == 1 ? Math.Min(count / width, StripsAtOnce) : 0;
            if (strips > 0 && CopyStrips(source, along, strips, steps, panels, width))
            {
                source += (nint)strips * width;
                count -= strips * width;
                panels += strips * size;
                continue;
            }

            int neighbours = Math.Min(count, width);
            if (across == 1) CopyAny(source, along, neighbours, steps, panels, width);
            else Transpose(source, across, neighbours, steps, panels, width);
            source += width * across;
            count -= neighbours;
            panels += size;
        }
    }

    static bool CopyStrips(float* source, nint along, int strips, int steps, float* panels, int width)
    {
        switch (width)
        {
            case 32: CopyPairs<Lanes512, Vector512<float>>(source, along, strips, steps, panels); return true;
            case 16: CopyPairs<Lanes256, Vector256<float>>(source, along, strips, steps, panels); return true;
            case 12: CopyTwelves(source, along, strips, steps, panels); return true;
            case 6: CopySixes(source, along, strips, steps, panels); return true;
            default: return false;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyPairs<TLanes, TVector>(float* source, nint along, int strips, int steps, float* panels)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        nint width = 2 * TLanes.Count, size = steps * width;
        for (; steps > 0; steps--, source += along, panels += width)
        {
            float* from = source, to = panels;
            for (int j = 0; j < strips; j++, from += width, to += size)
            {
                Prefetch(from + StepsAhead * along);
                if (TLanes.Count == 16) Prefetch(from + StepsAhead * along + 16);
                TVector low = TLanes.Load(from), high = TLanes.Load(from + TLanes.Count);
                TLanes.Store(low, to);
                TLanes.Store(high, to + TLanes.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyTwelves(float* source, nint along, int strips, int steps, float* panels)
    {
        nint size = (nint)steps * 12;
        for (; steps > 0; steps--, source += along, panels += 12)
        {
            float* from = source, to = panels;
            for (int j = 0; j < strips; j++, from += 12, to += size)
            {
                Prefetch(from + StepsAhead * along);
                Vector256<float> low = Vector256.Load(from);
                Vector128<float> high = Vector128.Load(from + 8);
                low.Store(to);
                high.Store(to + 8);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopySixes(float* source, nint along, int strips, int steps, float* panels)
    {
        nint size = (nint)steps * 6;
        for (; steps > 0; steps--, source += along, panels += 6)
        {
            float* from = source, to = panels;
            for (int j = 0; j < strips; j++, from += 6, to += size)
            {
                Prefetch(from + StepsAhead * along);
                Vector128<float> low = Vector128.Load(from), high = Vector128.Load(from + 2);
                low.Store(to);
                high.Store(to + 2);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void CopyAny(float* source, nint along, int count, int steps, float* panel, int width)
    {
        for (; steps > 0; steps--, source += along, panel += width)
        {
            int i = 0;
            for (; i + 4 <= count; i += 4) Vector128.Load(source + i).Store(panel + i);
            if (i < count && count >= 4)
            {
                // The last four once more, in part: cheaper than one by one.
                Vector128.Load(source + count - 4).Store(panel + count - 4);
                i = count;
            }

            for (; i < count; i++) panel[i] = source[i];
            for (; i < width; i++) panel[i] = 0;
        }
    }

    // A hint, harmless beyond the end of the matrix.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(float* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }

    // Four or eight rows at a time, through 4x4 transposes in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose(float* source, nint across, int count, int steps, float* panel, int width)
    {
        int i = 0;
        if (Avx.IsSupported && !Vector512.IsHardwareAccelerated)
        {
            for (; i + 8 <= count; i += 8) TransposeEight(source + i * across, across, steps, panel + i, width);
        }

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
            for (int i = 4; i < 8; i++) Prefetch(row0 + p + i * across);
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

    // Four steps of eight rows: the halves of a vector are rows four apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TransposeEight(float* row0, nint across, int steps, float* target, nint width)
    {
        float* row3 = row0 + 3 * across, row6 = row0 + 6 * across;
        int p = 0;
        for (; p + 4 <= steps; p += 4, target += 4 * width)
        {
            Vector256<float> a = Halves(row0 + p, row3 + across + p), b = Halves(row0 + across + p, row3 + 2 * across + p);
            Vector256<float> c = Halves(row0 + 2 * across + p, row6 + p), d = Halves(row3 + p, row6 + across + p);
            Vector256<double> abLow = Avx.UnpackLow(a, b).AsDouble(), abHigh = Avx.UnpackHigh(a, b).AsDouble();
            Vector256<double> cdLow = Avx.UnpackLow(c, d).AsDouble(), cdHigh = Avx.UnpackHigh(c, d).AsDouble();
            Avx.UnpackLow(abLow, cdLow).AsSingle().Store(target);
            Avx.UnpackHigh(abLow, cdLow).AsSingle().Store(target + width);
            Avx.UnpackLow(abHigh, cdHigh).AsSingle().Store(target + 2 * width);
            Avx.UnpackHigh(abHigh, cdHigh).AsSingle().Store(target + 3 * width);
        }

        for (; p < steps; p++, target += width)
        {
            for (int i = 0; i < 8; i++) target[i] = row0[p + i * across];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Halves(float* lower, float* upper) => Vector256.Create(Vector128.Load(lower), Vector128.Load(upper));

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
