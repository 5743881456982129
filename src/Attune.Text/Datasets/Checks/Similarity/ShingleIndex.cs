namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>Rows by bands of their MinHash signatures.</summary>
internal sealed class ShingleIndex(int expected)
{
    /// <summary>16 bands of 8: of pairs 0.85 alike 994 in a thousand share a band (1 - (1 - 0.85⁸)¹⁶), of pairs 0.5 alike one in sixteen does.</summary>
    private const int Bands = 16, RowsPerBand = 8;

    /// <summary>Makes the keys of held-out rows others than those of trained ones.</summary>
    private const ulong HeldOut = 0x9E3779B97F4A7C15UL;

    private readonly BandTable[] _bands = [.. Enumerable.Range(0, Bands).Select(_ => new BandTable(expected))];

    public void Add(ShingleSet text, DatasetPart part, int number)
    {
        Span<ulong> keys = stackalloc ulong[Bands];
        Keys(text, part, keys);
        for (var band = 0; band < Bands; band++)
            _bands[band].Add(keys[band], number);
    }

    /// <summary>The rows of a part that may be like a text, in their order.</summary>
    public IReadOnlyCollection<int> Candidates(ShingleSet text, DatasetPart part)
    {
        Span<ulong> keys = stackalloc ulong[Bands];
        Keys(text, part, keys);
        var candidates = new SortedSet<int>();
        for (var band = 0; band < Bands; band++)
            _bands[band].Collect(keys[band], candidates);
        return candidates;
    }

    /// <summary>
    /// A signature of one permutation (Li, Owen, Zhang 2012): the least hash in each of 128 ranges. Empty ranges borrow
    /// from a full one that the range and the attempt choose (Shrivastava 2017).
    /// </summary>
    private static void Keys(ShingleSet text, DatasetPart part, Span<ulong> keys)
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
            keys[band] = SplitMix64.Mix(part == DatasetPart.Test ? key ^ HeldOut : key);
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
