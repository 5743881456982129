using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>Q8_0 in registers: each code in the uppermost byte, with its sign, times 2^-24 of the scale. Products have at most 18 bits.</summary>
internal readonly unsafe struct Q8ZeroBlock : IFusedBlock
{
    private const float Uppermost = 1f / (1 << 24);

    public static int BlockColumns => Q8ZeroForm.BlockColumns;

    public static int BlockBytes => Q8ZeroForm.BlockBytes;

    public static int MostRows => 6;

    public static int Phases
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    public static int ScaleFloats => 16;

    public static int CodesOf(int column) => Q8ZeroForm.Codes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(byte* block, int column, int count, float* scales)
    {
        (ByteProducts.Halves(block) * Uppermost).Store(scales);
        (ByteProducts.Halves(block + 16) * Uppermost).Store(scales + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Mask(int phase) => Vector256.Create(unchecked((int)0xff000000));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Number(byte* codes, int place, Vector256<int> mask, float* scales)
    {
        var four = Vector256.Load((int*)codes);
        if (place < 3)
            four <<= 24 - (8 * place);
        if (place > 0)
            four &= mask;
        return Vector256.ConvertToSingle(four) * Vector256.Load(scales);
    }
}
