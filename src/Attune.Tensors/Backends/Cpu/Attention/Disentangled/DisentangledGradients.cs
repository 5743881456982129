namespace Attune.Tensors.Backends.Cpu;

/// <summary>The working memory of <see cref="DisentangledBackward"/>; rows are whole vectors.</summary>
internal readonly unsafe ref struct DisentangledGradients
{
    private const int Width = QueryTile.Width;

    public DisentangledGradients(AttentionHeads heads, DistanceBuckets distances, int length, float* memory)
    {
        Row = DisentangledHead.RoundUp(heads.Dimension);
        int stride = DisentangledHead.RoundUp(distances.Count), panel = Row * Width;
        float* next = memory;
        BucketKeys = next;
        BucketQueries = next += stride * Row;
        BucketRows = next += stride * Row;
        Keys = next += stride * Row;
        Values = next += length * Row;
        KeyRows = next += length * Row;
        KeyProducts = next += length * Row;
        Scores = next += length * stride;
        BucketScores = next += length * Width;
        QueryRows = next += stride * Width;
        OutputRows = next += panel;
        OutputGradients = next += panel;
        Queries = next += panel;
        Delta = next += panel;
        Statistics = next + Width;
    }

    /// <summary>The head size in whole vectors.</summary>
    public int Row { get; }

    /// <summary>Gradients of the keys of buckets, [R][Row].</summary>
    public float* BucketKeys { get; }

    /// <summary>Gradients of the queries of buckets, [R][Row].</summary>
    public float* BucketQueries { get; }

    /// <summary>The queries of buckets, scaled, [R][Row].</summary>
    public float* BucketRows { get; }

    /// <summary>Gradients of a document's keys, [keys][Row].</summary>
    public float* Keys { get; }

    /// <summary>Gradients of a document's values, [keys][Row].</summary>
    public float* Values { get; }

    /// <summary>A document's keys, scaled, [keys][Row].</summary>
    public float* KeyRows { get; }

    /// <summary>Gradients of products of keys and queries of buckets, [keys][buckets in whole vectors].</summary>
    public float* KeyProducts { get; }

    /// <summary>Gradients of scores, [keys][32].</summary>
    public float* Scores { get; }

    /// <summary>Gradients of products of keys of buckets and queries, [R][32].</summary>
    public float* BucketScores { get; }

    /// <summary>The tile's queries, scaled, [32][Row].</summary>
    public float* QueryRows { get; }

    /// <summary>The gradients of the tile's results, [32][Row].</summary>
    public float* OutputRows { get; }

    /// <summary>The same, [D][32].</summary>
    public float* OutputGradients { get; }

    /// <summary>Gradients of the tile's queries, [D][32].</summary>
    public float* Queries { get; }

    public float* Delta { get; }

    public float* Statistics { get; }

    /// <summary>Floats of memory.</summary>
    public static int Memory(AttentionHeads heads, DistanceBuckets distances, int length)
    {
        int row = DisentangledHead.RoundUp(heads.Dimension), stride = DisentangledHead.RoundUp(distances.Count);
        return (3 * stride * row) + (3 * length * row) + (length * stride) + (length * Width) + (stride * Width) + (4 * row * Width) + (2 * Width);
    }
}
