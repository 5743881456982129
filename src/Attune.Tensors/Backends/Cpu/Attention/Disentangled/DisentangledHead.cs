namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The scores of one head in one document, a tile of 32 queries after the other: [keys][32]. What distances add is computed
/// for all buckets as products of panels, and picked for each key and lane.
/// </summary>
internal readonly unsafe ref struct DisentangledHead
{
    private const int Width = QueryTile.Width;

    private readonly Tensor q, k;
    private readonly AttentionHeads heads;
    private readonly DistanceBuckets distances;
    private readonly int tokens, h, start, end;
    private readonly float* bucketQueries;

    public DisentangledHead(
        Tensor q, Tensor k, int tokens, AttentionHeads heads, DistanceBuckets distances, int h, int start, int end, float* memory)
    {
        (this.q, this.k, this.tokens, this.heads, this.distances) = (q, k, tokens, heads, distances);
        (this.h, this.start, this.end) = (h, start, end);
        BucketStride = RoundUp(distances.Count);
        int length = end - start, row = RoundUp(heads.Dimension);
        float* next = memory;
        bucketQueries = next;
        KeyProducts = next += row * BucketStride;
        BucketProducts = next += length * BucketStride;
        Queries = next += BucketStride * Width;
        Scores = next += row * Width;
        Work = next + (length * Width);
    }

    /// <summary>Buckets in whole vectors.</summary>
    public int BucketStride { get; }

    /// <summary>Keys of tokens times queries of buckets, [keys][BucketStride].</summary>
    public float* KeyProducts { get; }

    /// <summary>Keys of buckets times the tile's queries, [R][32].</summary>
    public float* BucketProducts { get; }

    /// <summary>The tile's queries, scaled, [D][32].</summary>
    public float* Queries { get; }

    /// <summary>[keys][32]</summary>
    public float* Scores { get; }

    public float* Work { get; }

    /// <summary>This head of the first key of the document.</summary>
    public float* Keys => k.Singles() + ((nint)start * k.Columns) + (h * heads.Dimension);

    /// <summary>This head of the first bucket's key.</summary>
    public float* BucketKeys => k.Singles() + ((nint)tokens * k.Columns) + (h * heads.Dimension);

    public int Length => end - start;

    public static int RoundUp(int count) => (count + Vectors.Lanes - 1) / Vectors.Lanes * Vectors.Lanes;

    /// <summary>Floats of memory for documents of this length.</summary>
    public static int Memory(AttentionHeads heads, DistanceBuckets distances, int length)
    {
        int row = RoundUp(heads.Dimension), buckets = RoundUp(distances.Count);
        return (row * buckets) + (length * buckets) + (buckets * Width) + (row * Width) + (length * Width) + Transposition.WorkLength;
    }

    /// <summary>What all tiles of the document share.</summary>
    public void Prepare()
    {
        if (!distances.HasQueries)
            return;
        float* rows = q.Singles() + ((nint)tokens * q.Columns) + (h * heads.Dimension);
        Transposition.Run(
            rows, q.Columns, distances.Count, heads.Dimension, (float)heads.Scale, bucketQueries, BucketStride, BucketStride, Work);
        PanelProduct.Run(
            Length, heads.Dimension, BucketStride / Vectors.Lanes, Keys, k.Columns, 1, bucketQueries, BucketStride, KeyProducts, BucketStride, false);
    }

    /// <summary>The scores of a tile; lanes without a query repeat the last one.</summary>
    public void ComputeScores(QueryTile tile)
    {
        float* rows = q.Singles() + ((nint)tile.Row * q.Columns) + (h * heads.Dimension);
        tile.Transpose(rows, q.Columns, heads.Dimension, (float)heads.Scale, Queries, Work);
        PanelProduct.Run(Length, heads.Dimension, 2, Keys, k.Columns, 1, Queries, Width, Scores, Width, false);
        if (distances.HasKeys)
            PanelProduct.Run(distances.Count, heads.Dimension, 2, BucketKeys, k.Columns, 1, Queries, Width, BucketProducts, Width, false);
        for (int j = 0; j < Length; j++)
        {
            for (int lane = 0; lane < Width; lane++)
            {
                int bucket = BucketOf(tile, lane, j);
                float added = distances.HasKeys ? BucketProducts[(bucket * Width) + lane] : 0;
                if (distances.HasQueries)
                    added += KeyProducts[((nint)j * BucketStride) + bucket];
                Scores[(j * Width) + lane] += added;
            }
        }
    }

    /// <summary>The bucket of a lane's query and the document's key j.</summary>
    public int BucketOf(QueryTile tile, int lane, int j) => distances.Of(Math.Min(tile.Row + lane, end - 1) - start - j);
}
