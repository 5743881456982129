namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>Rows by bands of their MinHash signatures.</summary>
internal sealed class ShingleIndex
{
    /// <summary>16 bands of 8: of pairs 0.85 alike all but one in ten thousand share a band, of pairs 0.5 alike one in sixteen does.</summary>
    private const int Bands = 16, RowsPerBand = 8;

    /// <summary>Rows of one band that a row is compared with; beyond it, more of them say nothing new.</summary>
    private const int MostCompared = 24;

    private readonly Dictionary<ulong, List<int>>[] _bands = [.. Enumerable.Range(0, Bands).Select(_ => new Dictionary<ulong, List<int>>())];
    private readonly List<(CheckedRow Row, ShingleSet Text)> _entries = [];

    public void Add(CheckedRow row, ShingleSet text)
    {
        Span<ulong> keys = stackalloc ulong[Bands];
        Keys(text, keys);
        for (var band = 0; band < Bands; band++)
        {
            if (!_bands[band].TryGetValue(keys[band], out var entries))
                _bands[band].Add(keys[band], entries = []);
            if (entries.Count < MostCompared)
                entries.Add(_entries.Count);
        }

        _entries.Add((row, text));
    }

    /// <summary>The row most like a text, the first of equals; null where none is at least so much alike.</summary>
    public (CheckedRow Row, double Similarity)? Nearest(ShingleSet text, double threshold, Func<CheckedRow, bool> accepts)
    {
        Span<ulong> keys = stackalloc ulong[Bands];
        Keys(text, keys);
        var candidates = new SortedSet<int>();
        for (var band = 0; band < Bands; band++)
        {
            if (_bands[band].TryGetValue(keys[band], out var entries))
                candidates.UnionWith(entries);
        }

        (CheckedRow Row, double Similarity)? best = null;
        foreach (var candidate in candidates)
        {
            var (row, other) = _entries[candidate];
            var similarity = text.SimilarityTo(other);
            if (similarity >= threshold && similarity > (best?.Similarity ?? 0) && accepts(row))
                best = (row, similarity);
        }

        return best;
    }

    /// <summary>
    /// A signature of one permutation (Li, Owen, Zhang 2012): the least hash in each of 128 ranges. Empty ranges borrow
    /// from a full one that the range and the attempt choose (Shrivastava 2017).
    /// </summary>
    private static void Keys(ShingleSet text, Span<ulong> keys)
    {
        const int ranges = Bands * RowsPerBand;
        Span<uint> least = stackalloc uint[ranges];
        least.Fill(uint.MaxValue);
        foreach (var hash in text.Hashes)
        {
            // The range from one mix of the hash, the order within it from another: kept hashes end in zero bits.
            var range = (int)((hash * 0x9E3779B1u) >> 25);
            least[range] = Math.Min(least[range], hash * 0x85EBCA77u);
        }

        for (var band = 0; band < Bands; band++)
        {
            var key = 14695981039346656037UL;
            for (var i = 0; i < RowsPerBand; i++)
                key = (key ^ Borrowed(least, (band * RowsPerBand) + i)) * 1099511628211UL;
            keys[band] = key;
        }
    }

    private static uint Borrowed(Span<uint> least, int range)
    {
        var from = range;
        for (var attempt = 1u; least[from] == uint.MaxValue && attempt < 4096; attempt++)
            from = (int)((((uint)range * 0x9E3779B1u) + (attempt * 0xC2B2AE3Du)) * 0x27D4EB2Fu >> 25);
        return least[from];
    }
}
