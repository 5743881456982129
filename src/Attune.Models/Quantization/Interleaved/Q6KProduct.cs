using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Models;

/// <summary>
/// Q6_K: d sum(scale sum((code - 32) x)). Codes are multiplied as they are, from 0 to 63, beginning at -32 times the sum of x. What
/// four columns add in 16 bits may wrap; the whole, of eight columns in a half of a lane, is at most 8 * 32 * 127 and does not.
/// </summary>
internal readonly unsafe struct Q6KProduct : IRoundingProduct
{
    private const int RowSums = sizeof(float), RowCodes = RowSums + (16 * sizeof(int)), RowBlock = RowCodes + 256, Lanes = 8;

    public static int Sums => 16;

    /// <summary>In word i -32 times the sums of what the halves of a lane get of stretch i: columns 0 and 1 of each four, and 2 and 3.</summary>
    public static void Sum(sbyte* codes, int* sums)
    {
        for (var stretch = 0; stretch < 16; stretch++, codes += 16)
        {
            var (low, high) = (0, 0);
            for (var i = 0; i < 16; i += 4)
            {
                low += codes[i] + codes[i + 1];
                high += codes[i + 2] + codes[i + 3];
            }

            ((short*)sums)[2 * stretch] = (short)(-32 * low);
            ((short*)sums)[(2 * stretch) + 1] = (short)(-32 * high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(byte* weights, int blocks, byte* row, float* sums)
    {
        for (; blocks > 0; blocks--, weights += Q6KForm.BlockBytes, row += RowBlock)
        {
            ByteProducts.Add(sums, Integers(weights, 0, row), ByteProducts.Halves(weights), (float*)row);
            ByteProducts.Add(sums + Lanes, Integers(weights, 1, row), ByteProducts.Halves(weights + (2 * Lanes)), (float*)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddFour(byte* weights, int blocks, byte* rows, nint bytes, float* sums, nint stride)
    {
        for (; blocks > 0; blocks--, weights += Q6KForm.BlockBytes, rows += RowBlock)
        {
            AddHalf(weights, 0, rows, bytes, sums, stride);
            AddHalf(weights, 1, rows, bytes, sums + Lanes, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHalf(byte* weights, int half, byte* rows, nint bytes, float* sums, nint stride)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        var codes = weights + Q6KForm.Codes + (half * 32);
        for (var stretch = 0; stretch < 16; stretch++, codes += Q6KForm.StretchBytes)
        {
            byte* from = rows + RowSums + (4 * stretch), x = rows + RowCodes + (16 * stretch);
            Vector256<short> sa = ByteProducts.Four(from).AsInt16(), sb = ByteProducts.Four(from + bytes).AsInt16();
            Vector256<short> sc = ByteProducts.Four(from + (2 * bytes)).AsInt16(), sd = ByteProducts.Four(from + (3 * bytes)).AsInt16();
            Vector256<byte> w0 = Codes(codes, 0), w1 = Codes(codes, 1), w2 = Codes(codes, 2), w3 = Codes(codes, 3);
            sa = Sum(sa, w0, w1, w2, w3, x);
            sb = Sum(sb, w0, w1, w2, w3, x + bytes);
            sc = Sum(sc, w0, w1, w2, w3, x + (2 * bytes));
            sd = Sum(sd, w0, w1, w2, w3, x + (3 * bytes));
            var scale = ByteProducts.SignedTwice(weights + Q6KForm.Scales + (stretch * 16) + (half * Lanes));
            a += ByteProducts.Pairs(sa, scale);
            b += ByteProducts.Pairs(sb, scale);
            c += ByteProducts.Pairs(sc, scale);
            d += ByteProducts.Pairs(sd, scale);
        }

        ByteProducts.AddFour(sums, stride, a, b, c, d, ByteProducts.Halves(weights + (half * 2 * Lanes)), rows, bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Integers(byte* weights, int half, byte* row)
    {
        Vector256<int> sum = default;
        var codes = weights + Q6KForm.Codes + (half * 32);
        for (var stretch = 0; stretch < 16; stretch++, codes += Q6KForm.StretchBytes)
        {
            if (half == 0)
            {
                InterleavedLanes.Fetch(codes);
                InterleavedLanes.Fetch(codes + 64);
                InterleavedLanes.Fetch(codes + 128);
            }

            var x = row + RowCodes + (16 * stretch);
            var products = ByteProducts.Four(row + RowSums + (4 * stretch)).AsInt16();
            products = Sum(products, Codes(codes, 0), Codes(codes, 1), Codes(codes, 2), Codes(codes, 3), x);
            sum += ByteProducts.Pairs(products, ByteProducts.SignedTwice(weights + Q6KForm.Scales + (stretch * 16) + (half * Lanes)));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Sum(Vector256<short> sum, Vector256<byte> w0, Vector256<byte> w1, Vector256<byte> w2, Vector256<byte> w3, byte* x) => sum
        + ByteProducts.Pairs(w0, ByteProducts.Four(x)) + ByteProducts.Pairs(w1, ByteProducts.Four(x + 4))
        + ByteProducts.Pairs(w2, ByteProducts.Four(x + 8)) + ByteProducts.Pairs(w3, ByteProducts.Four(x + 12));

    /// <summary>Columns 4i to 4i + 3 of a stretch, from 0 to 63.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Codes(byte* codes, int i)
    {
        var low = Vector256.Load((ushort*)(codes + (i / 2 * 64)));
        var high = Vector256.Load((ushort*)(codes + Q6KForm.High));
        return ((i % 2 == 0 ? low : low >> 4).AsByte() & Vector256.Create((byte)15))
            | ((i < 2 ? high << (4 - (2 * i)) : high >> ((2 * i) - 4)).AsByte() & Vector256.Create((byte)48));
    }
}
