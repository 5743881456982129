using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The gradients of one tree of documents (mostly a single one) and key-value head: the weights are computed again from the
/// scores and the log-sum-exp, block by block. One thread owns all of dk, dv and dq of its tree and head, so every sum has
/// one order.
/// With P the weights, dO = dy: dV = P^T dO, dP = dO V^T, dS = P (dP - rowsum(dO O)), dQ = dS K scale, dK = dS^T Q scale.
/// </summary>
internal readonly unsafe struct AttentionBackward(
    Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, Tensor y, Tensor logSumExp,
    Tensor dy, Destination? dq, Destination? dk, Destination? dv, Tensor? dBias) : IPieceJob
{
    private const int Width = QueryTile.Width;

    public static int Pieces(DocumentLayout documents, AttentionHeads heads) => documents.Trees.Length * heads.KeyValue;

    public void Run(int piece)
    {
        var (firstDocument, endDocument) = documents.Trees[piece / heads.KeyValue];
        int shared = piece % heads.KeyValue;
        ClearUnlessAccumulating(dk, documents.Start(firstDocument), documents.End(endDocument - 1), shared);
        ClearUnlessAccumulating(dv, documents.Start(firstDocument), documents.End(endDocument - 1), shared);
        var memory = new Buffers(heads.Dimension, heads.SoftCap is not null, heads.Bias is null ? 0 : DistanceBias.Length(documents.End(firstDocument) - documents.Start(firstDocument)));
        for (int document = firstDocument; document < endDocument; document++)
        {
            int end = documents.End(document);
            for (int first = documents.Start(document); first < end; first += Width)
            {
                var tile = QueryTile.Of(documents, first, Math.Min(Width, end - first), document, heads.Window);
                for (int h = shared * heads.Group; h < (shared + 1) * heads.Group; h++)
                {
                    Tile(tile, document, h, shared, memory);
                    if (dBias is not null)
                        DistanceBias.Gather(memory.BiasGradients, tile, dBias.Singles() + ((nint)((document * heads.Query) + h) * dBias.Columns), dBias.Columns / 2);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile(QueryTile tile, int document, int h, int shared, Buffers memory)
    {
        int size = heads.Dimension;
        nint start = ((nint)tile.Row * q.Columns) + (h * size);
        tile.Transpose(q.Singles() + start, q.Columns, size, (float)heads.Scale, memory.Queries, memory.Work);
        tile.Transpose(dy.Singles() + start, dy.Columns, size, 1, memory.OutputGradients, memory.Work);
        CopyRows(q.Singles() + start, q.Columns, tile.Count, (float)heads.Scale, memory.QueryRows, memory.RowLength);
        CopyRows(dy.Singles() + start, dy.Columns, tile.Count, 1, memory.OutputGradientRows, memory.RowLength);
        RowStatistics(tile, h, start, memory);
        if (heads.Bias is { } bias)
        {
            DistanceBias.Spread(bias, h, tile, memory.Bias);
            new Span<float>(memory.BiasGradients, memory.BiasLength).Clear();
        }

        for (int block = tile.FirstBlock; block < tile.KeyEnd; block += QueryTile.KeyBlock)
        {
            int keys = tile.KeysIn(block);
            for (int done = 0; done < keys;)
            {
                var (first, count) = documents.Run(document, block + done, keys - done);
                Products(first, count, shared, done * Width, memory);
                done += count;
            }

            if (heads.SoftCap is { } cap)
                ScoreCap.Apply(memory.Weights, keys * Width, (float)cap);
            if (heads.Bias is not null)
                DistanceBias.Add(memory.Weights, block, keys, tile, memory.Bias);
            tile.MaskUnseen(memory.Weights, block, keys);
            if (heads.SoftCap is { } bound)
                ScoreCap.Slopes(memory.Weights, memory.Slopes, keys * Width, (float)bound);
            WeightsAndScoreGradients(keys, memory);
            if (heads.SoftCap is not null)
                ScoreCap.Multiply(memory.ScoreGradients, memory.Slopes, keys * Width);
            if (dBias is not null)
                DistanceBias.Collect(memory.ScoreGradients, block, keys, tile, memory.BiasGradients);
            for (int done = 0; done < keys;)
            {
                var (first, count) = documents.Run(document, block + done, keys - done);
                Add(tile, first, count, shared, done * Width, accumulate: block != tile.FirstBlock || done > 0, memory);
                done += count;
            }
        }

        if (dq is { } dQueries)
            StoreQueryGradients(tile, start, dQueries, memory);
    }

    /// <summary>K Q^T and V dO^T of keys that lie side by side: [keys,D] [D,32] -> [keys,32], at an offset of the block's.</summary>
    private void Products(int key, int keys, int shared, int offset, Buffers memory)
    {
        int size = heads.Dimension;
        nint start = ((nint)key * k.Columns) + (shared * size);
        PanelProduct.Run(
            keys, size, 2, k.Singles() + start, k.Columns, 1, memory.Queries, Width, memory.Weights + offset, Width, false);
        PanelProduct.Run(
            keys, size, 2, v.Singles() + start, v.Columns, 1, memory.OutputGradients, Width, memory.ScoreGradients + offset, Width, false);
    }

    /// <summary>What keys that lie side by side add to the gradients; their weights begin at an offset of the block's.</summary>
    private void Add(QueryTile tile, int key, int keys, int shared, int offset, bool accumulate, Buffers memory)
    {
        int size = heads.Dimension;
        nint start = ((nint)key * k.Columns) + (shared * size);
        float* scoreGradients = memory.ScoreGradients + offset;
        if (dv is { } dValues)
            AddToKeys(dValues.Tensor, start, keys, tile.Count, memory.Weights + offset, memory.OutputGradientRows, memory);
        if (dk is { } dKeys)
            AddToKeys(dKeys.Tensor, start, keys, tile.Count, scoreGradients, memory.QueryRows, memory);
        if (dq is null)
            return;
        // K^T dS^T: [keys,D]^T [keys,32] -> [D,32]
        PanelProduct.Run(
            size, keys, 2, k.Singles() + start, 1, k.Columns, scoreGradients, Width, memory.QueryGradients, Width, accumulate);
    }

    /// <summary>Per query: the log-sum-exp of its scores and delta, the sum over channels of dO O.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RowStatistics(QueryTile tile, int h, nint start, Buffers memory)
    {
        float* statistics = logSumExp.Singles() + ((nint)h * logSumExp.Columns) + tile.Row;
        for (int lane = 0; lane < Width; lane++)
        {
            int row = Math.Min(lane, tile.Count - 1); // like the tile's lanes without a query
            float* output = y.Singles() + start + (row * (nint)y.Columns);
            float* gradient = memory.OutputGradientRows + (row * memory.RowLength);
            var products = Vector512<float>.Zero;
            for (int d = 0; d < heads.Dimension; d += Vectors.Lanes)
                products = Vector512.FusedMultiplyAdd(Vectors.Load(output + d, heads.Dimension - d), Vector512.Load(gradient + d), products);
            memory.LogSumExp[lane] = statistics[row];
            memory.Delta[lane] = Vectors.Sum(products);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightsAndScoreGradients(int keys, Buffers memory)
    {
        for (int half = 0; half < Width; half += Vectors.Lanes)
        {
            var statistics = Vector512.Load(memory.LogSumExp + half);
            var delta = Vector512.Load(memory.Delta + half);
            for (int j = 0; j < keys; j++)
            {
                int at = (j * Width) + half;
                var weight = VectorMath.Exp(Vector512.Load(memory.Weights + at) - statistics);
                weight.Store(memory.Weights + at);
                (weight * (Vector512.Load(memory.ScoreGradients + at) - delta)).Store(memory.ScoreGradients + at);
            }
        }
    }

    /// <summary>destination[key,:] += the sum over queries of factors[key][query] * rows[query,:], in the order of queries.</summary>
    private void AddToKeys(Tensor destination, nint keyStart, int keys, int queries, float* factors, float* rows, Buffers memory)
    {
        int size = heads.Dimension, length = memory.RowLength;
        float* target = destination.Singles() + keyStart;
        if (length == size)
        {
            PanelProduct.Run(keys, queries, size / 16, factors, Width, 1, rows, size, target, destination.Columns, accumulate: true);
            return;
        }

        // A head that is no multiple of a vector: through a padded copy, so that no other head's columns are written.
        CopyRows(target, destination.Columns, keys, 1, memory.Padded, length);
        PanelProduct.Run(keys, queries, length / 16, factors, Width, 1, rows, length, memory.Padded, length, accumulate: true);
        for (int key = 0; key < keys; key++)
            new ReadOnlySpan<float>(memory.Padded + (key * length), size).CopyTo(new Span<float>(target + ((nint)key * destination.Columns), size));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreQueryGradients(QueryTile tile, nint start, Destination destination, Buffers memory)
    {
        int length = memory.RowLength;
        float* rows = memory.QueryRows; // done with
        Transposition.RunExactly(memory.QueryGradients, Width, tile.Count, heads.Dimension, rows, length, memory.Work); // [D,32] -> [32,D]
        float* target = destination.Tensor.Singles() + start;
        var scale = Vector512.Create((float)heads.Scale);
        for (int lane = 0; lane < tile.Count; lane++, rows += length, target += destination.Tensor.Columns)
        {
            for (int d = 0; d < heads.Dimension; d += Vectors.Lanes)
            {
                var value = Vector512.Load(rows + d) * scale;
                if (destination.Accumulate)
                    value += Vector512.Load(target + d);
                Vectors.Store(value, target + d, heads.Dimension - d);
            }
        }
    }

    private void ClearUnlessAccumulating(Destination? destination, int start, int end, int shared)
    {
        if (destination is not { Accumulate: false } fresh)
            return;
        for (int t = start; t < end; t++)
            new Span<float>(fresh.Tensor.Singles() + ((nint)t * fresh.Tensor.Columns) + (shared * heads.Dimension), heads.Dimension).Clear();
    }

    /// <summary>Rows with a stride to rows of a whole number of vectors, times a factor, with zeros behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyRows(float* rows, nint stride, int count, float factor, float* result, int length)
    {
        for (int row = 0; row < count; row++, rows += stride, result += length)
        {
            for (int d = 0; d < length; d += Vectors.Lanes)
                (Vectors.Load(rows + d, Math.Max(heads.Dimension - d, 0)) * Vector512.Create(factor)).Store(result + d);
        }
    }

    /// <summary>The working memory of a piece.</summary>
    private readonly ref struct Buffers
    {
        public Buffers(int size, bool capped, int biasLength)
        {
            RowLength = (size + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes;
            int panel = RowLength * Width, block = QueryTile.KeyBlock * Width;
            BiasLength = biasLength;
            float* next = Scratch.Take(
                (5 * panel) + (2 * block) + (2 * Width) + (QueryTile.KeyBlock * RowLength) + Transposition.WorkLength
                + (capped ? block : 0) + (2 * biasLength));
            Queries = next;
            OutputGradients = next += panel;
            QueryRows = next += panel;
            OutputGradientRows = next += panel;
            QueryGradients = next += panel;
            Weights = next += panel;
            ScoreGradients = next += block;
            LogSumExp = next += block;
            Delta = next += Width;
            Padded = next += Width;
            Work = next += QueryTile.KeyBlock * RowLength;
            Slopes = next += Transposition.WorkLength;
            Bias = next += capped ? block : 0;
            BiasGradients = next + biasLength;
        }

        /// <summary>The head size rounded up to whole vectors.</summary>
        public int RowLength { get; }

        /// <summary>[D][32], scaled</summary>
        public float* Queries { get; }

        /// <summary>[D][32]</summary>
        public float* OutputGradients { get; }

        /// <summary>[32][RowLength], scaled</summary>
        public float* QueryRows { get; }

        /// <summary>[32][RowLength]</summary>
        public float* OutputGradientRows { get; }

        /// <summary>[D][32]</summary>
        public float* QueryGradients { get; }

        /// <summary>[keys][32]</summary>
        public float* Weights { get; }

        /// <summary>[keys][32]</summary>
        public float* ScoreGradients { get; }

        public float* LogSumExp { get; }

        public float* Delta { get; }

        /// <summary>[keys][RowLength]</summary>
        public float* Padded { get; }

        public float* Work { get; }

        /// <summary>[keys][32], where scores are capped</summary>
        public float* Slopes { get; }

        public int BiasLength { get; }

        /// <summary>The spread of <see cref="DistanceBias"/>, where there is a bias</summary>
        public float* Bias { get; }

        /// <summary>Like <see cref="Bias"/></summary>
        public float* BiasGradients { get; }
    }
}
