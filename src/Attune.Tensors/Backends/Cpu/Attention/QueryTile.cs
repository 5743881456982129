using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Up to 32 consecutive queries of one document and head, one per lane of two vectors. Everything is stored channel by
/// channel ([D][32]), so no lane ever meets another and a row's bits do not depend on its neighbours.
/// </summary>
internal readonly unsafe ref struct QueryTile
{
    /// <summary>Queries of a tile.</summary>
    public const int Width = 32;

    /// <summary>
    /// Keys of a block. Blocks are counted from the start of the text (of the root, where documents go on from others), in
    /// training as in generation.
    /// </summary>
    public const int KeyBlock = 64;

    private readonly int before;
    private readonly int after;

    /// <param name="row">Its first query's row.</param>
    /// <param name="count">Its queries.</param>
    /// <param name="place">The first query's place in the text: its document and the document's parents.</param>
    /// <param name="length">The length of the text.</param>
    /// <param name="window">What a query sees.</param>
    public QueryTile(int row, int count, int place, int length, AttentionWindow window)
    {
        Row = row;
        Count = count;
        First = place;
        int seen = window.First(place, 0);
        FirstBlock = seen - (seen % KeyBlock);
        KeyEnd = window.End(place + count - 1, length);
        // No side is longer than the text, so that sums of tokens and sides stay small.
        before = Math.Min(window.Before, length);
        after = Math.Min(window.After, length);
    }

    public static QueryTile Of(DocumentLayout documents, int row, int count, int document, AttentionWindow window)
    {
        int path = documents.PathStart(document), start = documents.Start(document);
        return new QueryTile(row, count, path + row - start, path + documents.End(document) - start, window);
    }

    /// <summary>The row of the first query.</summary>
    public int Row { get; }

    /// <summary>The place of the first query in the text; keys are counted the same way.</summary>
    public int First { get; }

    public int Count { get; }

    /// <summary>The start of the first block with a key that at least one query sees.</summary>
    public int FirstBlock { get; }

    /// <summary>The key behind the last one that at least one query sees.</summary>
    public int KeyEnd { get; }

    /// <summary>The keys from the block's start up to the last that at least one query sees.</summary>
    public int KeysIn(int block) => Math.Min(KeyBlock, KeyEnd - block);

    /// <summary>[count, D] rows with a stride to [D][32], times a factor; lanes without a query repeat the last one.</summary>
    public void Transpose(float* rows, nint rowStride, int dimension, float factor, float* result, float* work) =>
        Transposition.Run(rows, rowStride, Count, dimension, factor, result, Width, Width, work);

    /// <summary>Scores of keys outside of a lane's window become minus infinity: scores [keys][32], the first for this key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MaskUnseen(float* scores, int firstKey, int keys)
    {
        // The first lane sees least of what comes after, the last lane least of what came before.
        int seenByFirst = First + after, seenByLast = First + Width - 1 - before;
        var left = Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(First);
        var right = left + Vector512.Create(Vectors.Lanes);
        for (int key = firstKey; key < firstKey + keys; key++)
        {
            if (key >= seenByLast && key <= seenByFirst)
                continue;
            float* row = scores + ((key - firstKey) * Width);
            var (latest, earliest) = (Vector512.Create(key - after), Vector512.Create(key + before));
            Mask(row, (Vector512.LessThan(left, latest) | Vector512.GreaterThan(left, earliest)).AsSingle());
            Mask(row + Vectors.Lanes, (Vector512.LessThan(right, latest) | Vector512.GreaterThan(right, earliest)).AsSingle());
        }
    }

    private static void Mask(float* scores, Vector512<float> hidden) =>
        Vector512.ConditionalSelect(hidden, Vectors.NegativeInfinity, Vector512.Load(scores)).Store(scores);
}
