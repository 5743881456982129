using Attune.Tensors;

namespace Attune.Models;

/// <summary>Attention of new tokens over the cache, to which they are added first. A prompt and a single token go the same way.</summary>
internal sealed class CachedAttention : AttentionContext
{
    private readonly KeyValueCache _cache;
    private readonly int[] _rows, _sequence, _keyStart, _keyCount;

    public CachedAttention(KeyValueCache cache, ReadOnlySpan<int> sequence, ReadOnlySpan<int> position)
        : base(position.ToArray())
    {
        _cache = cache;
        (_rows, _keyStart, _keyCount) = (new int[position.Length], new int[position.Length], new int[position.Length]);
        _sequence = sequence.ToArray();
        for (var i = 0; i < position.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sequence[i], (uint)cache.Sequences);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position[i], (uint)cache.MaxLength);
            _keyStart[i] = sequence[i] * cache.MaxLength;
            _keyCount[i] = position[i] + 1;
            _rows[i] = _keyStart[i] + position[i];
        }
    }

    public override int[] SequenceLengths()
    {
        var reached = new int[_cache.Sequences];
        for (var i = 0; i < _sequence.Length; i++)
            reached[_sequence[i]] = Math.Max(reached[_sequence[i]], Positions[i] + 1);
        return Array.ConvertAll(_sequence, sequence => reached[sequence]);
    }

    public override Tensor Attend(int layer, Tensor q, Tensor k, Tensor v, AttentionShape shape)
    {
        var (keys, values) = (_cache.Keys[layer], _cache.Values[layer]);
        keys.WriteRows(k, _rows);
        values.WriteRows(v, _rows);
        return Attention.Cached(
            q, keys, values, _keyStart, _keyCount, shape.Heads, shape.KeyValueHeads, shape.Scale, shape.Window ?? int.MaxValue, shape.SoftCap);
    }
}
