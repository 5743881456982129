using System.Buffers;

namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>
/// The five-letter pieces of a text as hashes, in order; a piece that comes again counts as another one. Letter case, marks
/// of sentences and the number of blanks do not count. Of a long text only hashes that end in so many zero bits are kept:
/// the same ones in every text.
/// </summary>
internal sealed class ShingleSet
{
    private const int Length = 5;

    /// <summary>Pieces kept of one text; enough to tell 85 from 80 of a hundred.</summary>
    private const int MostKept = 2048;

    /// <summary>Other signs mean something: in code, in formulas.</summary>
    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".,;:!?¿¡…'\"‘’“”„«»、。，！？");

    private readonly uint[] _hashes;
    private readonly int _zeroBits;

    private ShingleSet(uint[] hashes, int zeroBits)
    {
        _hashes = hashes;
        _zeroBits = zeroBits;
    }

    public ReadOnlySpan<uint> Hashes => _hashes;

    public static ShingleSet Of(string text)
    {
        var plain = Plain(text);
        var hashes = new uint[Math.Max(1, plain.Length - Length + 1)];
        if (plain.Length < Length)
            hashes[0] = Hash(plain);
        else
            for (var i = 0; i < hashes.Length; i++)
                hashes[i] = Hash(plain.AsSpan(i, Length));
        CountAgain(hashes);
        var zeroBits = 0;
        while (hashes.Length >> zeroBits > MostKept)
            zeroBits++;
        if (zeroBits > 0)
            hashes = Array.FindAll(hashes, hash => EndsInZeroBits(hash, zeroBits));
        Array.Sort(hashes);
        return new ShingleSet(hashes, zeroBits);
    }

    /// <summary>Makes the second, third ... of equal hashes others, the same ones in every text.</summary>
    private static void CountAgain(uint[] hashes)
    {
        Array.Sort(hashes);
        var first = 0;
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] == hashes[first])
                hashes[i] = Mix(hashes[i] + ((uint)(i - first) * 0x9E3779B9u));
            else
                first = i;
        }
    }

    /// <summary>The Jaccard index of both sets, 0 to 1; of the kept pieces where a text is long.</summary>
    public double SimilarityTo(ShingleSet other)
    {
        var zeroBits = Math.Max(_zeroBits, other._zeroBits);
        var (i, j, common, all) = (0, 0, 0, 0);
        while (i < _hashes.Length || j < other._hashes.Length)
        {
            var left = i < _hashes.Length ? _hashes[i] : uint.MaxValue;
            var right = j < other._hashes.Length ? other._hashes[j] : uint.MaxValue;
            var least = Math.Min(left, right);
            i += left == least && i < _hashes.Length ? 1 : 0;
            j += right == least && j < other._hashes.Length ? 1 : 0;
            if (!EndsInZeroBits(least, zeroBits))
                continue;
            all++;
            common += left == right ? 1 : 0;
        }

        return all == 0 ? 0 : (double)common / all;
    }

    private static bool EndsInZeroBits(uint hash, int count) => (hash & ((1u << count) - 1)) == 0;

    private static string Plain(string text)
    {
        var plain = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !SentenceMarks.Contains(c))
                plain[length++] = char.ToLowerInvariant(c);
            else if (length > 0 && plain[length - 1] != ' ')
                plain[length++] = ' ';
        }

        return new string(plain, 0, length > 0 && plain[length - 1] == ' ' ? length - 1 : length);
    }

    /// <summary>FNV-1a over the characters, then the final mix of MurmurHash3, so that the low bits are as good as the high ones.</summary>
    private static uint Hash(ReadOnlySpan<char> text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = (hash ^ c) * 16777619u;
        return Mix(hash);
    }

    private static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
