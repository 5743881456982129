using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Up to 32 consecutive queries of one document and head, one per lane of two vectors. Everything is stored channel by
/// channel ([D][32]), so no lane ever meets another and a row's bits do not depend on its neighbours.
/// </summary>
internal readonly unsafe ref struct QueryTile(int first, int count, int documentStart)
{
    /// <summary>Queries of a tile.</summary>
    public const int Width = 32;

    /// <summary>Keys of a block. Blocks are counted from the document's start, in training as in generation.</summary>
    public const int KeyBlock = 64;

    public int First => first;

    public int Count => count;

    public int DocumentStart => documentStart;

    /// <summary>The keys from the block's start that at least one query sees.</summary>
    public int KeysIn(int block) => Math.Min(KeyBlock, first + count - block);

    /// <summary>[count, D] rows with a stride to [D][32], times a factor; lanes without a query repeat the last one.</summary>
    public void Transpose(float* rows, nint rowStride, int dimension, float factor, float* result, float* work) =>
        Transposition.Run(rows, rowStride, count, dimension, factor, result, Width, Width, work);

    /// <summary>Scores of keys behind a lane's query become minus infinity: scores [keys][32], the first for this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MaskFuture(float* scores, int firstKey, int keys)
    {
        var left = Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(first);
        var right = left + Vector512.Create(Vectors.Lanes);
        for (int key = Math.Max(firstKey, first + 1); key < firstKey + keys; key++)
        {
            float* row = scores + ((key - firstKey) * Width);
            var token = Vector512.Create(key);
            Mask(row, Vector512.LessThan(left, token).AsSingle());
            Mask(row + Vectors.Lanes, Vector512.LessThan(right, token).AsSingle());
        }
    }

    private static void Mask(float* scores, Vector512<float> hidden) =>
        Vector512.ConditionalSelect(hidden, Vectors.NegativeInfinity, Vector512.Load(scores)).Store(scores);
}
