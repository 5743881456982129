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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Copy(float* source, nint along, int count, int steps, float* panel, int width)
    {
        for (int p = 0; p < steps; p++, source += along, panel += width)
        {
            int i = 0;
            for (; i + 4 <= count; i += 4) Vector128.Load(source + i).Store(panel + i);
            for (; i < count; i++) panel[i] = source[i];
            for (; i < width; i++) panel[i] = 0;
        }
    }

    // Four rows at a time, four steps at a time, through 4x4 transposes in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Transpose(float* source, nint across, int count, int steps, float* panel, int width)
    {
        int i = 0;
        for (; i + 4 <= count; i += 4) TransposeFourRows(source + i * across, across, steps, panel + i, width);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void TransposeFourRows(float* row0, nint across, int steps, float* target, nint width)
    {
        float* row1 = row0 + across, row2 = row1 + across, row3 = row2 + across;
        int p = 0;
        for (; p + 4 <= steps; p += 4, target += 4 * width)
        {
            Vector128<float> a = Vector128.Load(row0 + p), b = Vector128.Load(row1 + p);
            Vector128<float> c = Vector128.Load(row2 + p), d = Vector128.Load(row3 + p);
            (Vector128<float> abLow, Vector128<float> abHigh) = Interleave(a, b);
            (Vector128<float> cdLow, Vector128<float> cdHigh) = Interleave(c, d);
            Join(abLow.GetLower(), cdLow.GetLower()).Store(target);
            Join(abLow.GetUpper(), cdLow.GetUpper()).Store(target + width);
            Join(abHigh.GetLower(), cdHigh.GetLower()).Store(target + 2 * width);
            Join(abHigh.GetUpper(), cdHigh.GetUpper()).Store(target + 3 * width);
        }

        for (; p < steps; p++, target += width)
        {
            target[0] = row0[p];
            target[1] = row1[p];
            target[2] = row2[p];
            target[3] = row3[p];
        }
    }

    // a0 b0 a1 b1, a2 b2 a3 b3
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b) => Sse.IsSupported
        ? (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b))
        : (Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(a[2], b[2], a[3], b[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> Join(Vector64<float> low, Vector64<float> high) => Vector128.Create(low, high);
}
