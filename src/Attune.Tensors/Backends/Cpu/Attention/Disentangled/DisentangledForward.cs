using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Attention of contents and distances. A piece is a document and a head.</summary>
internal readonly unsafe struct DisentangledForward(
    Tensor q, Tensor k, Tensor v, DocumentLayout documents, AttentionHeads heads, DistanceBuckets distances, Tensor y, Tensor logSumExp) : IPieceJob
{
    private const int Width = QueryTile.Width;

    public void Run(int piece)
    {
        int document = piece / heads.Query, h = piece % heads.Query;
        int start = documents.Start(document), end = documents.End(document);
        int common = DisentangledHead.Memory(heads, distances, end - start);
        int panel = DisentangledHead.RoundUp(heads.Dimension) * Width;
        float* memory = Scratch.Take(common + panel + (2 * Width));
        float* output = memory + common, statistics = output + panel, sums = statistics + Width;
        var head = new DisentangledHead(q, k, v.Rows, heads, distances, h, start, end, memory);
        head.Prepare();
        for (int first = start; first < end; first += Width)
        {
            var tile = new QueryTile(first, Math.Min(Width, end - first), first - start, end - start, AttentionWindow.Full);
            head.ComputeScores(tile);
            Weights(head.Scores, end - start, statistics, sums);
            float* values = v.Singles() + ((nint)start * v.Columns) + (h * heads.Dimension);
            PanelProduct.Run(heads.Dimension, end - start, 2, values, 1, v.Columns, head.Scores, Width, output, Width, false); // [D,32]
            Finish(tile, h, output, statistics, sums, head.Work);
        }
    }

    /// <summary>Scores become e^(score - maximum); statistics become log-sum-exps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weights(float* scores, int keys, float* statistics, float* sums)
    {
        for (int half = 0; half < Width; half += Vectors.Lanes)
        {
            var maximum = Vectors.NegativeInfinity;
            for (int j = 0; j < keys; j++)
                maximum = Vectors.Max(maximum, Vector512.Load(scores + (j * Width) + half));
            var sum = Vector512<float>.Zero;
            for (int j = 0; j < keys; j++)
            {
                var weight = VectorMath.Exp(Vector512.Load(scores + (j * Width) + half) - maximum);
                weight.Store(scores + (j * Width) + half);
                sum += weight;
            }

            sum.Store(sums + half);
            (maximum + VectorMath.Log(sum)).Store(statistics + half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(QueryTile tile, int h, float* output, float* statistics, float* sums, float* work)
    {
        int size = heads.Dimension;
        for (int half = 0; half < Width; half += Vectors.Lanes)
        {
            var total = Vector512.Load(sums + half);
            for (int d = 0; d < size; d++)
                (Vector512.Load(output + (d * Width) + half) / total).Store(output + (d * Width) + half);
        }

        float* results = y.Singles() + ((nint)tile.Row * y.Columns) + (h * size);
        Transposition.RunExactly(output, Width, tile.Count, size, results, y.Columns, work); // [D,32] -> [32,D]
        float* kept = logSumExp.Singles() + ((nint)h * logSumExp.Columns) + tile.Row;
        new ReadOnlySpan<float>(statistics, tile.Count).CopyTo(new Span<float>(kept, tile.Count));
    }
}
