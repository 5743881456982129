using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>
/// Q8_0: |w| x as unsigned times signed bytes, x with the sign of w. Two such products are at most 2 * 128 * 127, which 16 bits hold.
/// </summary>
internal readonly unsafe struct Q8ZeroProduct : IRoundingProduct
{
    private const int RowCodes = sizeof(float), RowBlock = RowCodes + 32, Lanes = 8;

    public static int Sums => 0;

    public static void Sum(sbyte* codes, int* sums)
    {
        // A form without offsets needs none.
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(byte* weights, int blocks, byte* row, float* sums)
    {
        for (; blocks > 0; blocks--, weights += Q8ZeroForm.BlockBytes, row += RowBlock)
        {
            Vector256<int> low = default, high = default;
            var codes = weights + Q8ZeroForm.Codes;
            for (var i = 0; i < 32; i += 4, codes += 64)
            {
                InterleavedLanes.Fetch(codes);
                var x = ByteProducts.Four(row + RowCodes + i);
                low = Dot(low, Vector256.Load((sbyte*)codes), x);
                high = Dot(high, Vector256.Load((sbyte*)codes + 32), x);
            }

            ByteProducts.Add(sums, low, ByteProducts.Halves(weights), (float*)row);
            ByteProducts.Add(sums + Lanes, high, ByteProducts.Halves(weights + (2 * Lanes)), (float*)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(byte* weights, int blocks, byte* rows, nint bytes, float* sums, nint stride)
    {
        for (; blocks > 0; blocks--, weights += Q8ZeroForm.BlockBytes, rows += RowBlock)
        {
            var codes = weights + Q8ZeroForm.Codes;
            AddHalf(codes, ByteProducts.Halves(weights), rows, bytes, sums, stride);
            AddHalf(codes + 32, ByteProducts.Halves(weights + (2 * Lanes)), rows, bytes, sums + Lanes, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddHalf(byte* codes, Vector256<float> scales, byte* rows, nint bytes, float* sums, nint stride)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        byte* x0 = rows + RowCodes, x1 = x0 + bytes, x2 = x1 + bytes, x3 = x2 + bytes;
        for (nint i = 0; i < 32; i += 4, codes += 64)
        {
            var w = Vector256.Load((sbyte*)codes);
            var size = Vector256.Abs(w).AsByte();
            a = Dot(a, size, w, ByteProducts.Four(x0 + i));
            b = Dot(b, size, w, ByteProducts.Four(x1 + i));
            c = Dot(c, size, w, ByteProducts.Four(x2 + i));
            d = Dot(d, size, w, ByteProducts.Four(x3 + i));
        }

        ByteProducts.Add(sums, a, scales, (float*)(x0 - RowCodes));
        ByteProducts.Add(sums + stride, b, scales, (float*)(x1 - RowCodes));
        ByteProducts.Add(sums + (2 * stride), c, scales, (float*)(x2 - RowCodes));
        ByteProducts.Add(sums + (3 * stride), d, scales, (float*)(x3 - RowCodes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Dot(Vector256<int> sum, Vector256<sbyte> w, Vector256<sbyte> x) => Dot(sum, Vector256.Abs(w).AsByte(), w, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Dot(Vector256<int> sum, Vector256<byte> size, Vector256<sbyte> w, Vector256<sbyte> x) =>
        ByteProducts.AddFours(sum, size, ByteProducts.WithSign(x, w));
}
