using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>
/// Q4_K: d sum(scale sum(code x)) - dmin sum(minimum sum(x)). A stretch's products stay in 16 bits, 16 * 15 * 127 at most in each
/// half of a lane; the scale, then in both halves, takes them to 32.
/// </summary>
internal readonly unsafe struct Q4KProduct : IRoundingProduct
{
    private const int RowSums = sizeof(float), RowCodes = RowSums + (4 * sizeof(int)), RowBlock = RowCodes + 256, Lanes = 8;

    public static int Sums => 4;

    /// <summary>The sums of stretches 2i and 2i + 1 in the halves of word i.</summary>
    public static void Sum(sbyte* codes, int* sums)
    {
        for (var stretch = 0; stretch < 8; stretch++)
        {
            var sum = 0;
            for (var i = 0; i < 32; i++)
                sum += codes[(stretch * 32) + i];
            ((short*)sums)[stretch] = (short)sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(byte* weights, int blocks, byte* row, float* sums)
    {
        for (; blocks > 0; blocks--, weights += Q4KForm.BlockBytes, row += RowBlock)
        {
            AddHalf(weights, 0, row, sums);
            AddHalf(weights, 1, row, sums + Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(byte* weights, int blocks, byte* rows, nint bytes, float* sums, nint stride)
    {
        for (; blocks > 0; blocks--, weights += Q4KForm.BlockBytes, rows += RowBlock)
        {
            AddHalf(weights, 0, rows, bytes, sums, stride);
            AddHalf(weights, 1, rows, bytes, sums + Lanes, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHalf(byte* weights, int half, byte* rows, nint bytes, float* sums, nint stride)
    {
        var mask = Vector256.Create((byte)15);
        Vector256<int> a = default, b = default, c = default, d = default;
        var scales = weights + Q4KForm.Scales + (half * Lanes);
        var codes = weights + Q4KForm.Codes + (half * 32);
        var x = rows + RowCodes;
        for (var stretch = 0; stretch < 8; stretch++, scales += 32)
        {
            Vector256<short> sa = default, sb = default, sc = default, sd = default;
            for (var end = x + 32; x < end; x += 8, codes += 64)
            {
                var both = Vector256.Load(codes);
                Vector256<byte> low = both & mask, high = (both.AsUInt16() >> 4).AsByte() & mask;
                sa += Both(low, high, x);
                sb += Both(low, high, x + bytes);
                sc += Both(low, high, x + (2 * bytes));
                sd += Both(low, high, x + (3 * bytes));
            }

            var scale = ByteProducts.UnsignedTwice(scales);
            a += ByteProducts.Pairs(sa, scale);
            b += ByteProducts.Pairs(sb, scale);
            c += ByteProducts.Pairs(sc, scale);
            d += ByteProducts.Pairs(sd, scale);
        }

        ByteProducts.AddFour(sums, stride, a, b, c, d, ByteProducts.Halves(weights + (half * 2 * Lanes)), rows, bytes);
        AddMinimums(weights, half, rows, bytes, sums, stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMinimums(byte* weights, int half, byte* rows, nint bytes, float* sums, nint stride)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        for (var pair = 0; pair < 4; pair++)
        {
            var minimums = Minimums(weights, half, pair);
            var x = rows + RowSums + (4 * pair);
            a -= ByteProducts.Pairs(minimums, ByteProducts.Four(x).AsInt16());
            b -= ByteProducts.Pairs(minimums, ByteProducts.Four(x + bytes).AsInt16());
            c -= ByteProducts.Pairs(minimums, ByteProducts.Four(x + (2 * bytes)).AsInt16());
            d -= ByteProducts.Pairs(minimums, ByteProducts.Four(x + (3 * bytes)).AsInt16());
        }

        ByteProducts.AddFour(sums, stride, a, b, c, d, ByteProducts.Halves(weights + Q4KForm.Minimums + (half * 2 * Lanes)), rows, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddHalf(byte* weights, int half, byte* row, float* sums)
    {
        var mask = Vector256.Create((byte)15);
        Vector256<int> sum = default, below = default;
        var codes = weights + Q4KForm.Codes + (half * 32);
        for (var stretch = 0; stretch < 8; stretch++)
        {
            Vector256<short> products = default;
            var x = row + RowCodes + (stretch * 32);
            for (nint i = 0; i < 32; i += 8, codes += 64)
            {
                if (half == 0)
                    InterleavedLanes.Fetch(codes);
                var both = Vector256.Load(codes);
                products += Both(both & mask, (both.AsUInt16() >> 4).AsByte() & mask, x + i);
            }

            sum += ByteProducts.Pairs(products, ByteProducts.UnsignedTwice(weights + Q4KForm.Scales + (stretch * 32) + (half * Lanes)));
        }

        for (var pair = 0; pair < 4; pair++)
            below -= ByteProducts.Pairs(Minimums(weights, half, pair), ByteProducts.Four(row + RowSums + (4 * pair)).AsInt16());
        ByteProducts.Add(sums, sum, ByteProducts.Halves(weights + (half * 2 * Lanes)), (float*)row);
        ByteProducts.Add(sums, below, ByteProducts.Halves(weights + Q4KForm.Minimums + (half * 2 * Lanes)), (float*)row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Both(Vector256<byte> low, Vector256<byte> high, byte* x) =>
        ByteProducts.Pairs(low, ByteProducts.Four(x)) + ByteProducts.Pairs(high, ByteProducts.Four(x + 4));

    /// <summary>The minimums of two stretches in the halves of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Minimums(byte* weights, int half, int pair)
    {
        var minimums = weights + Q4KForm.Scales + 16 + (half * Lanes) + (64 * pair);
        return (ByteProducts.Unsigned(minimums) | (ByteProducts.Unsigned(minimums + 32) << 16)).AsInt16();
    }
}
