using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The gradients of one head, document after document, so that those of the buckets, which all documents share, have one order.
/// With dS the gradients of scores, dC their sums by bucket and query and dR by key and bucket: dQ = dS K + dC P, dP = dC^T Q,
/// dK = dS^T Q + dR R, dR' = dR^T K, where P and R are the keys and the queries of buckets.
/// </summary>
internal readonly unsafe struct DisentangledBackward(
    Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp,
    Tensor dy, Tensor dq, Tensor dk, Tensor dv) : IPieceJob
{
    private const int Width = QueryTile.Width;

    public void Run(int piece)
    {
        int longest = 0;
        for (int document = 0; document < documents.Count; document++)
            longest = Math.Max(longest, documents.End(document) - documents.Start(document));
        int common = DisentangledHead.Memory(heads, distances, longest);
        float* memory = Scratch.Take(common + DisentangledGradients.Memory(heads, distances, longest));
        var sums = new DisentangledGradients(heads, distances, longest, memory + common);
        Clear(sums.BucketKeys, distances.Count * sums.Row);
        Clear(sums.BucketQueries, distances.Count * sums.Row);
        CopyRows(q, v.Rows, distances.Count, piece, (float)heads.Scale, sums.BucketRows);
        for (int document = 0; document < documents.Count; document++)
        {
            int start = documents.Start(document), end = documents.End(document);
            var head = new DisentangledHead(q, k, v.Rows, heads, distances, piece, start, end, memory);
            Document(head, piece, start, end, sums);
        }

        Store(sums.BucketKeys, distances.Count, dk, v.Rows, piece);
        Store(sums.BucketQueries, distances.Count, dq, v.Rows, piece);
    }

    private void Document(DisentangledHead head, int h, int start, int end, DisentangledGradients sums)
    {
        int length = end - start, vectors = sums.Row / Vectors.Lanes, buckets = distances.Count;
        Clear(sums.Keys, length * sums.Row);
        Clear(sums.Values, length * sums.Row);
        Clear(sums.KeyProducts, length * head.BucketStride);
        head.Prepare();
        for (int first = start; first < end; first += Width)
            Tile(head, new QueryTile(first, Math.Min(Width, end - first), first - start, end - start, AttentionWindow.Full), h, start, sums);
        if (distances.HasQueries)
        {
            // dR R: [keys,R] [R,D]; dR^T K: [keys,R]^T [keys,D]
            PanelProduct.Run(length, buckets, vectors, sums.KeyProducts, head.BucketStride, 1, sums.BucketRows, sums.Row, sums.Keys, sums.Row, true);
            CopyRows(k, start, length, h, (float)heads.Scale, sums.KeyRows);
            PanelProduct.Run(buckets, length, vectors, sums.KeyProducts, 1, head.BucketStride, sums.KeyRows, sums.Row, sums.BucketQueries, sums.Row, true);
        }

        Store(sums.Keys, length, dk, start, h);
        Store(sums.Values, length, dv, start, h);
    }

    private void Tile(DisentangledHead head, QueryTile tile, int h, int start, DisentangledGradients sums)
    {
        int size = heads.Dimension, length = head.Length, vectors = sums.Row / Vectors.Lanes;
        head.ComputeScores(tile);
        float* gradients = dy.Singles() + ((nint)tile.Row * dy.Columns) + (h * size);
        tile.Transpose(gradients, dy.Columns, size, 1, sums.OutputGradients, head.Work);
        CopyRows(q, tile.Row, tile.Count, h, (float)heads.Scale, sums.QueryRows);
        CopyRows(dy, tile.Row, tile.Count, h, 1, sums.OutputRows);
        float* values = v.Singles() + ((nint)start * v.Columns) + (h * size);
        PanelProduct.Run(length, size, 2, values, v.Columns, 1, sums.OutputGradients, Width, sums.Scores, Width, false);
        ScoreGradients(head, tile, h, sums);
        // P^T dO, dS^T Q: [keys,32] [32,D]
        PanelProduct.Run(length, tile.Count, vectors, head.Scores, Width, 1, sums.OutputRows, sums.Row, sums.Values, sums.Row, true);
        PanelProduct.Run(length, tile.Count, vectors, sums.Scores, Width, 1, sums.QueryRows, sums.Row, sums.Keys, sums.Row, true);
        Collect(head, tile, sums);
        // K^T dS: [keys,D]^T [keys,32], and of buckets
        PanelProduct.Run(size, length, 2, head.Keys, 1, k.Columns, sums.Scores, Width, sums.Queries, Width, false);
        if (distances.HasKeys)
        {
            PanelProduct.Run(size, distances.Count, 2, head.BucketKeys, 1, k.Columns, sums.BucketScores, Width, sums.Queries, Width, true);
            PanelProduct.Run(distances.Count, tile.Count, vectors, sums.BucketScores, Width, 1, sums.QueryRows, sums.Row, sums.BucketKeys, sums.Row, true);
        }

        Transposition.RunExactly(sums.Queries, Width, tile.Count, size, sums.QueryRows, sums.Row, head.Work); // [D,32] -> [32,D]
        Scale(sums.QueryRows, tile.Count * sums.Row, (float)heads.Scale);
        Store(sums.QueryRows, tile.Count, dq, tile.Row, h);
    }

    /// <summary>Scores become weights, and what came back to them becomes their gradients: P (dP - delta).</summary>
    private void ScoreGradients(DisentangledHead head, QueryTile tile, int h, DisentangledGradients sums)
    {
        for (int lane = 0; lane < Width; lane++)
        {
            int row = Math.Min(lane, tile.Count - 1);
            float* output = y.Singles() + ((nint)(tile.Row + row) * y.Columns) + (h * heads.Dimension);
            var products = Vector512<float>.Zero;
            for (int d = 0; d < heads.Dimension; d += Vectors.Lanes)
            {
                var gradient = Vector512.Load(sums.OutputRows + (row * sums.Row) + d);
                products = Vector512.FusedMultiplyAdd(Vectors.Load(output + d, heads.Dimension - d), gradient, products);
            }

            sums.Delta[lane] = Vectors.Sum(products);
            sums.Statistics[lane] = logSumExp.Singles()[((nint)h * logSumExp.Columns) + tile.Row + row];
        }

        for (int at = 0; at < head.Length * Width; at += Vectors.Lanes)
        {
            int half = at % Width;
            var weight = VectorMath.Exp(Vector512.Load(head.Scores + at) - Vector512.Load(sums.Statistics + half));
            weight.Store(head.Scores + at);
            (weight * (Vector512.Load(sums.Scores + at) - Vector512.Load(sums.Delta + half))).Store(sums.Scores + at);
        }
    }

    /// <summary>Adds the gradients of scores up by bucket, in the order of keys.</summary>
    private void Collect(DisentangledHead head, QueryTile tile, DisentangledGradients sums)
    {
        Clear(sums.BucketScores, distances.Count * Width);
        for (int j = 0; j < head.Length; j++)
        {
            for (int lane = 0; lane < tile.Count; lane++)
            {
                int bucket = head.BucketOf(tile, lane, j);
                float gradient = sums.Scores[(j * Width) + lane];
                sums.BucketScores[(bucket * Width) + lane] += gradient;
                sums.KeyProducts[((nint)j * head.BucketStride) + bucket] += gradient;
            }
        }
    }

    /// <summary>Rows of one head, times a factor, in whole vectors with zeros behind.</summary>
    private void CopyRows(Tensor source, int first, int count, int h, float factor, float* result)
    {
        int size = heads.Dimension, row = DisentangledHead.RoundUp(size);
        float* rows = source.Singles() + ((nint)first * source.Columns) + (h * size);
        for (int r = 0; r < count; r++, rows += source.Columns, result += row)
        {
            for (int d = 0; d < row; d += Vectors.Lanes)
                (Vectors.Load(rows + d, Math.Max(size - d, 0)) * Vector512.Create(factor)).Store(result + d);
        }
    }

    /// <summary>Rows of whole vectors to one head of a tensor.</summary>
    private void Store(float* rows, int count, Tensor destination, int first, int h)
    {
        int size = heads.Dimension, row = DisentangledHead.RoundUp(size);
        float* target = destination.Singles() + ((nint)first * destination.Columns) + (h * size);
        for (int r = 0; r < count; r++, rows += row, target += destination.Columns)
            new ReadOnlySpan<float>(rows, size).CopyTo(new Span<float>(target, size));
    }

    private static void Scale(float* numbers, int count, float factor)
    {
        for (int i = 0; i < count; i++)
            numbers[i] *= factor;
    }

    private static void Clear(float* numbers, int count) => new Span<float>(numbers, count).Clear();
}
