using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Embeddings of distances (DeBERTa): near ones have one each, farther ones share buckets that grow with the logarithm of
/// the distance.
/// </summary>
internal sealed class LogarithmicDistances
{
    private readonly DebertaOptions _options;
    private readonly Parameter _rows;
    private readonly LayerNorm? _norm;
    private readonly double _dropout;

    public LogarithmicDistances(WeightSource encoder, EncoderConfiguration c)
    {
        _options = c.Deberta!;
        _rows = encoder.Declare("rel_embeddings.weight", new Shape(2 * _options.Span, c.HiddenSize), WeightInitializer.Normal);
        _norm = _options.NormsDistances ? new LayerNorm(encoder.At("LayerNorm"), c.HiddenSize, c.NormEpsilon) : null;
        _dropout = c.Dropout.Hidden;
    }

    /// <summary>What the layers of a pass share.</summary>
    public ContentAndDistanceAttention Attention(EncoderPass pass, EncoderConfiguration c)
    {
        var rows = _norm is null ? _rows.Value : _norm.Forward(_rows.Value); // [2 span, C]
        var buckets = new DistanceBuckets(2 * _options.Span, pass.LongestText, distance => Row(distance, _options))
        {
            HasKeys = _options.HasKeys,
            HasQueries = _options.HasQueries,
        };
        return new ContentAndDistanceAttention(pass, c, pass.Drop(rows, _dropout), buckets);
    }

    /// <summary>The embedding's row for query - key.</summary>
    internal static int Row(int distance, DebertaOptions options)
    {
        var bucket = options.Buckets > 0 ? Bucket(distance, options.Buckets, options.MaxDistance) : distance;
        return Math.Clamp(bucket + options.Span, 0, (2 * options.Span) - 1);
    }

    /// <summary>
    /// Distances up to half of the buckets stand for themselves; d beyond them is
    /// middle + ceil((middle - 1) log(d / middle) / log((maxDistance - 1) / middle)), with the sign of the distance.
    /// </summary>
    private static int Bucket(int distance, int buckets, int maxDistance)
    {
        var (middle, far) = (buckets / 2, Math.Abs(distance));
        if (far <= middle)
            return distance;
        var share = PortableMath.Log((double)far / middle) / PortableMath.Log((maxDistance - 1.0) / middle);
        return Math.Sign(distance) * (middle + (int)Math.Ceiling(share * (middle - 1)));
    }
}
