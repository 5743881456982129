using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>Q4_K in registers: codes stay at bits 0 and 8 of a lane or of its upper half, in the second phase at bits 4 and 12.</summary>
internal readonly unsafe struct Q4KBlock : IFusedBlock
{
    /// <summary>Where scales for codes eight bits up and the minimums of both phases are, sixteen of each.</summary>
    private const int Upper = 32, Minimum = 64;

    public static int BlockColumns => Q4KForm.BlockColumns;

    public static int BlockBytes => Q4KForm.BlockBytes;

    public static int MostRows => 6;

    public static int Phases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2;
    }

    public static int ScaleFloats => 96;

    public static int CodesOf(int column) => Q4KForm.Codes + (column / 32 * Q4KForm.StretchBytes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(byte* block, int column, int count, float* scales)
    {
        for (var half = 0; half < 2; half++)
        {
            var factor = ByteProducts.Halves(block + (16 * half));
            var minimumFactor = -ByteProducts.Halves(block + Q4KForm.Minimums + (16 * half));
            var from = block + Q4KForm.Scales + column + (8 * half);
            var to = scales + (8 * half);
            for (var i = 0; i < count; i += 32, from += 32, to += ScaleFloats)
            {
                var step = factor * Vector256.ConvertToSingle(ByteProducts.Unsigned(from));
                step.Store(to);
                (step * (1f / 16)).Store(to + 16);
                (step * (1f / 256)).Store(to + Upper);
                (step * (1f / 4096)).Store(to + Upper + 16);
                var below = minimumFactor * Vector256.ConvertToSingle(ByteProducts.Unsigned(from + 16));
                below.Store(to + Minimum);
                below.Store(to + Minimum + 16);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Mask(int phase) => Vector256.Create(15 << (4 * phase));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Number(byte* codes, int place, Vector256<int> mask, float* scales)
    {
        var eight = Vector256.Load((int*)codes);
        if (place >= 2)
            eight >>>= 16;
        var code = Vector256.ConvertToSingle(eight & (place % 2 == 0 ? mask : mask << 8));
        return Vector256.FusedMultiplyAdd(code, Vector256.Load(place % 2 == 0 ? scales : scales + Upper), Vector256.Load(scales + Minimum));
    }
}
