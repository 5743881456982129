using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Attune.Models;

/// <summary>
/// Looks packed four-bit codes up in a table of sixteen numbers and multiplies by a scale, by vectors where the machine has them. Each
/// result is one product, so it does not matter which width runs.
/// </summary>
internal static class FourBitWidening
{
    /// <param name="packed">Two codes a byte, the first in the high half; an even number of them.</param>
    /// <param name="table">Sixteen numbers.</param>
    /// <param name="scale">What they are multiplied by.</param>
    /// <param name="destination">Twice as many numbers.</param>
    public static void Run(ReadOnlySpan<byte> packed, ReadOnlySpan<float> table, float scale, Span<float> destination)
    {
        var done = 0;
        if (Avx512F.IsSupported)
            done = Sixteen(packed, table, scale, destination);
        else if (Avx2.IsSupported)
            done = Eight(packed, table, scale, destination);
        for (; done < destination.Length; done += 2)
        {
            destination[done] = table[packed[done >> 1] >> 4] * scale;
            destination[done + 1] = table[packed[done >> 1] & 15] * scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sixteen(ReadOnlySpan<byte> packed, ReadOnlySpan<float> table, float scale, Span<float> destination)
    {
        var numbers = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table));
        var factor = Vector512.Create(scale);
        var shifts = Vector512.Create(4u, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i + 16 <= destination.Length; i += 16)
        {
            var bytes = Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(packed[(i >> 1)..])).AsByte();
            var codes = Avx512F.ConvertToVector512Int32(Sse2.UnpackLow(bytes, bytes)); // each byte twice
            codes = Avx512F.ShiftRightLogicalVariable(codes, shifts) & Vector512.Create(15);
            (Avx512F.PermuteVar16x32(numbers, codes) * factor).StoreUnsafe(ref to, (nuint)i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Eight(ReadOnlySpan<byte> packed, ReadOnlySpan<float> table, float scale, Span<float> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(table);
        Vector256<float> lower = Vector256.LoadUnsafe(ref first), upper = Vector256.LoadUnsafe(ref first, 8);
        var factor = Vector256.Create(scale);
        var shifts = Vector256.Create(4u, 0, 4, 0, 4, 0, 4, 0);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i + 8 <= destination.Length; i += 8)
        {
            var bytes = Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(packed[(i >> 1)..])).AsByte();
            var codes = Avx2.ConvertToVector256Int32(Sse2.UnpackLow(bytes, bytes));
            codes = Avx2.ShiftRightLogicalVariable(codes, shifts) & Vector256.Create(15);
            var isUpper = Vector256.GreaterThan(codes, Vector256.Create(7)).AsSingle();
            var picked = Vector256.ConditionalSelect(isUpper, Avx2.PermuteVar8x32(upper, codes), Avx2.PermuteVar8x32(lower, codes));
            (picked * factor).StoreUnsafe(ref to, (nuint)i);
        }

        return i;
    }
}
