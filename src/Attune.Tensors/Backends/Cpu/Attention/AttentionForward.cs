using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// Attention of one tile of queries to the keys in their windows, one block of keys at a time with a running maximum and sum
/// (Milakov and Gimelshein, 2018; Dao et al., 2022). A piece is a tile and a key-value head with its group of query heads.
/// </summary>
internal readonly unsafe struct AttentionForward(
    Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp) : IPieceJob
{
    public static int Pieces(DocumentLayout documents, AttentionHeads heads) => documents.Tiles.Length * heads.KeyValue;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        var (first, count, document) = documents.Tiles[piece / heads.KeyValue];
        var tile = QueryTile.Of(documents, first, count, document, heads.Window);
        int shared = piece % heads.KeyValue, size = heads.Dimension;
        int panel = (size + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes * QueryTile.Width;
        int bias = heads.Bias is null ? 0 : DistanceBias.Length(documents.End(document) - documents.Start(document));
        float* queries = Scratch.Take((2 * panel) + ((QueryTile.KeyBlock + 2) * QueryTile.Width) + Transposition.WorkLength + bias);
        float* output = queries + panel;
        float* scores = output + panel;
        float* maximum = scores + (QueryTile.KeyBlock * QueryTile.Width);
        float* sum = maximum + QueryTile.Width;
        float* work = sum + QueryTile.Width;
        float* spread = work + Transposition.WorkLength;

        for (int h = shared * heads.Group; h < (shared + 1) * heads.Group; h++)
        {
            float* rows = q.Singles() + ((nint)first * q.Columns) + (h * size);
            tile.Transpose(rows, q.Columns, size, (float)heads.Scale, queries, work);
            if (heads.Bias is { } biases)
                DistanceBias.Spread(biases, h, tile, spread);
            for (int lane = 0; lane < QueryTile.Width; lane++)
                (maximum[lane], sum[lane]) = (float.NegativeInfinity, 0);
            for (int block = tile.FirstBlock; block < tile.KeyEnd; block += QueryTile.KeyBlock)
            {
                int keys = tile.KeysIn(block);
                Scores(tile, document, block, keys, shared, queries, scores, spread);
                Weights(scores, keys, maximum, sum, output, block == tile.FirstBlock ? 0 : size);
                Add(document, block, keys, shared, scores, output, accumulate: block != tile.FirstBlock);
            }

            Finish(tile, h, output, maximum, sum, work);
        }
    }

    /// <summary>K Q^T: [keys,D] [D,32] -> [keys,32], minus infinity where a query does not see a key.</summary>
    private void Scores(QueryTile tile, int document, int block, int keys, int shared, float* queries, float* scores, float* spread)
    {
        for (int done = 0; done < keys;)
        {
            var (first, count) = documents.Run(document, block + done, keys - done);
            PanelProduct.Run(
                count, heads.Dimension, 2, k.Singles() + ((nint)first * k.Columns) + (shared * heads.Dimension), k.Columns, 1,
                queries, QueryTile.Width, scores + (done * QueryTile.Width), QueryTile.Width, accumulate: false);
            done += count;
        }

        if (heads.SoftCap is { } cap)
            ScoreCap.Apply(scores, keys * QueryTile.Width, (float)cap);
        if (heads.Bias is not null)
            DistanceBias.Add(scores, block, keys, tile, spread);
        tile.MaskUnseen(scores, block, keys);
    }

    /// <summary>V^T P: [keys,D]^T [keys,32] -> [D,32], in the order of keys wherever they lie.</summary>
    private void Add(int document, int block, int keys, int shared, float* scores, float* output, bool accumulate)
    {
        for (int done = 0; done < keys;)
        {
            var (first, count) = documents.Run(document, block + done, keys - done);
            float* values = v.Singles() + ((nint)first * v.Columns) + (shared * heads.Dimension);
            PanelProduct.Run(
                heads.Dimension, count, 2, values, 1, v.Columns, scores + (done * QueryTile.Width), QueryTile.Width,
                output, QueryTile.Width, accumulate || done > 0);
            done += count;
        }
    }

    /// <summary>Scores become e^(score - maximum); what was summed up under a lower maximum is scaled down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weights(float* scores, int keys, float* maximum, float* sum, float* output, int outputRows)
    {
        for (int half = 0; half < QueryTile.Width; half += Vectors.Lanes)
        {
            var before = Vector512.Load(maximum + half);
            var highest = Highest(scores + half, keys, before);
            highest.Store(maximum + half);
            // A lane that has seen no key so far has no maximum; its weights are e^(minus infinity).
            highest = Vector512.ConditionalSelect(Vector512.Equals(highest, Vectors.NegativeInfinity), Vector512<float>.Zero, highest);
            var shrink = VectorMath.Exp(before - highest);
            ExponentialSum(scores + half, keys, highest, Vector512.Load(sum + half) * shrink).Store(sum + half);
            Scale(output + half, outputRows, shrink);
        }
    }

    // Methods of their own: where vectors of 16 lanes are emulated, the compiler gives up on inlining in longer ones.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Highest(float* scores, int keys, Vector512<float> before)
    {
        for (int j = 0; j < keys; j++)
            before = Vectors.Max(before, Vector512.Load(scores + (j * QueryTile.Width)));
        return before;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Scale(float* output, int rows, Vector512<float> factor)
    {
        for (int d = 0; d < rows; d++, output += QueryTile.Width)
            (Vector512.Load(output) * factor).Store(output);
    }

    /// <summary>Scores become e^(score - maximum); they are added to the total in the order of keys.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> ExponentialSum(float* scores, int keys, Vector512<float> maximum, Vector512<float> total)
    {
        for (int j = 0; j < keys; j++)
        {
            var weight = VectorMath.Exp(Vector512.Load(scores + (j * QueryTile.Width)) - maximum);
            weight.Store(scores + (j * QueryTile.Width));
            total += weight;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(QueryTile tile, int h, float* output, float* maximum, float* sum, float* work)
    {
        int size = heads.Dimension;
        for (int half = 0; half < QueryTile.Width; half += Vectors.Lanes)
        {
            var total = Vector512.Load(sum + half);
            for (int d = 0; d < size; d++)
            {
                float* channel = output + (d * QueryTile.Width) + half;
                (Vector512.Load(channel) / total).Store(channel);
            }

            (Vector512.Load(maximum + half) + VectorMath.Log(total)).Store(maximum + half);
        }

        float* results = y.Singles() + ((nint)tile.Row * y.Columns) + (h * size);
        float* statistics = logSumExp.Singles() + ((nint)h * logSumExp.Columns) + tile.Row;
        new ReadOnlySpan<float>(maximum, tile.Count).CopyTo(new Span<float>(statistics, tile.Count));
        Transposition.RunExactly(output, QueryTile.Width, tile.Count, size, results, y.Columns, work); // [D,32] -> [32,D]
    }
}
