namespace Attune.Text.Tokenizers.Patterns;

/// <summary>
/// A set of Unicode code points: a bit for each of the first 65,536, sorted ranges above. Tokenizer patterns speak of
/// code points, which is why they do not run on .NET's regular expressions: those see UTF-16 units, to which a letter
/// beyond U+FFFF is two unrelated surrogates.
/// </summary>
internal sealed class CodePointSet
{
    public const int Limit = 0x110000;
    private readonly ulong[] low = new ulong[0x10000 / 64];
    private readonly (int First, int Last)[] high;

    public CodePointSet(IEnumerable<(int First, int Last)> ranges)
    {
        Ranges = Merge(ranges);
        foreach (var (first, last) in Ranges)
        {
            for (var c = first; c <= Math.Min(last, 0xFFFF); c++)
                low[c >> 6] |= 1UL << (c & 63);
        }

        high = [.. Ranges.Where(range => range.Last > 0xFFFF)];
    }

    /// <summary>The ranges, sorted, neither touching nor overlapping.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CodePointSet Of(int codePoint) => new([(codePoint, codePoint)]);

    public bool ContainsUnit(char c) => (low[c >> 6] >> (c & 63) & 1) != 0;

    public bool Contains(int codePoint)
    {
        if (codePoint <= 0xFFFF)
            return ContainsUnit((char)codePoint);
        foreach (var (first, last) in high)
        {
            if (codePoint <= last)
                return codePoint >= first;
        }

        return false;
    }

    public CodePointSet Negate()
    {
        var ranges = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            if (first > next)
                ranges.Add((next, first - 1));
            next = last + 1;
        }

        if (next < Limit)
            ranges.Add((next, Limit - 1));
        return new CodePointSet(ranges);
    }

    public CodePointSet Union(CodePointSet other) => new(Ranges.Concat(other.Ranges));

    public CodePointSet Intersect(CodePointSet other) => Negate().Union(other.Negate()).Negate();

    private static List<(int First, int Last)> Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return merged;
    }
}
