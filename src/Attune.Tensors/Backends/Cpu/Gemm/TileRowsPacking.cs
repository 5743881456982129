using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Few rows of A in tiles of even height: the numbers of all rows of a tile side by side, column after column.</summary>
internal static unsafe class TileRowsPacking
{
    /// <summary>The first row of a tile; of the one behind the last, the number of rows.</summary>
    public static int First(int rows, int tiles, int tile) => (int)((long)rows * tile / tiles);

    /// <summary>Packs all rows, tile after tile.</summary>
    /// <param name="a">A.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="k">Columns of A.</param>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="factor">What each number is multiplied by, a power of two that is at least 1.</param>
    /// <param name="packed">Where rows * k numbers go.</param>
    /// <returns>Whether all numbers times the factor are finite.</returns>
    public static bool Pack(MatrixView a, int rows, int k, int tiles, float factor, float* packed)
    {
        if (rows == 1 && a.ColumnStep == 1)
            return Scale(a.Data, k, factor, packed);
        for (int tile = 0; tile < tiles; tile++)
        {
            int first = First(rows, tiles, tile), count = First(rows, tiles, tile + 1) - first;
            Packing.Pack(a.At(first, 0), a.RowStep, a.ColumnStep, count, k, packed + ((nint)first * k), count);
        }

        return factor == 1 || Scale(packed, rows * k, factor, packed);
    }

    /// <summary>Bits of floats without their sign are in the order of magnitudes, infinity and NaN the largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool Scale(float* from, int count, float factor, float* to)
    {
        const int magnitude = 0x7fffffff;
        var largest = Vector256<int>.Zero;
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            var numbers = Vector256.Load(from + i);
            largest = Vector256.Max(largest, numbers.AsInt32() & Vector256.Create(magnitude));
            (numbers * factor).Store(to + i);
        }

        int most = BitConverter.SingleToInt32Bits(float.MaxValue / factor);
        bool finite = Vector256.LessThanOrEqualAll(largest, Vector256.Create(most));
        for (; i < count; i++)
        {
            finite &= (BitConverter.SingleToInt32Bits(from[i]) & magnitude) <= most;
            to[i] = from[i] * factor;
        }

        return finite;
    }
}
