using System.Runtime.InteropServices;
using System.Text;

namespace Attune.Text.Tokenizers;

/// <summary>
/// The pieces that a unigram model starts from: all characters, and the repeated substrings of the distinct words that
/// are followed by different characters (the inner nodes of the words' suffix tree), found in a suffix array that is
/// sorted as deep as a piece can be long.
/// </summary>
internal sealed class SubstringSeeds
{
    /// <summary>Ends every word in the joined text; words lose it.</summary>
    private const int WordEnd = 0;

    private readonly int maxLength;
    private readonly int[] letters;
    private readonly int[] suffixes;

    private SubstringSeeds(WordCounts words, int maxLength)
    {
        this.maxLength = maxLength;
        var joined = new List<int>();
        foreach (var (word, _) in words.Words)
        {
            foreach (var rune in word.EnumerateRunes())
                joined.Add(rune.Value);
            joined.Add(WordEnd);
        }

        letters = [.. joined];
        suffixes = [.. Enumerable.Range(0, letters.Length)];
        SuffixSort.Sort(letters, suffixes, maxLength + 1);
    }

    /// <summary>Pieces with the logarithms of their shares, characters first, each kind by weight.</summary>
    public static List<(string Piece, double Score)> Find(WordCounts words, int maxLength, int limit)
    {
        var seeds = new List<(string, double)>();
        foreach (var (letter, count) in Letters(words).OrderByDescending(entry => entry.Value).ThenByDescending(entry => entry.Key))
            seeds.Add((char.ConvertFromUtf32(letter), count));
        var found = new SubstringSeeds(words, maxLength).Repeated();
        foreach (var (piece, weight) in found.OrderByDescending(seed => seed.Weight).ThenByDescending(seed => seed.Piece, CodePointOrder.Instance))
        {
            seeds.Add((piece, weight));
            if (seeds.Count >= limit)
                break;
        }

        var logSum = Math.Log(seeds.Sum(seed => seed.Item2));
        return [.. seeds.Select(seed => (seed.Item1, Math.Log(seed.Item2) - logSum))];
    }

    private static Dictionary<int, long> Letters(WordCounts words)
    {
        var counts = new Dictionary<int, long>();
        foreach (var (word, count) in words.Words)
        {
            foreach (var rune in word.EnumerateRunes())
            {
                if (rune.Value != WordEnd)
                    CollectionsMarshal.GetValueRefOrAddDefault(counts, rune.Value, out _) += count;
            }
        }

        return counts;
    }

    /// <summary>
    /// The intervals of suffixes that share a beginning which goes on differently; the weight is the number of suffixes
    /// times the length of what they share.
    /// </summary>
    private List<(string Piece, long Weight)> Repeated()
    {
        var found = new List<(string, long)>();
        var open = new Stack<(int First, int Depth)>();
        for (var i = 1; i <= suffixes.Length; i++)
        {
            var (first, depth) = (i - 1, i < suffixes.Length ? SharedLength(suffixes[i - 1], suffixes[i]) : 0);
            while (open.TryPeek(out var top) && top.Depth > depth)
            {
                open.Pop();
                first = top.First;
                if (IsPiece(suffixes[first], top.Depth))
                    found.Add((Text(suffixes[first], top.Depth), (long)(i - first) * top.Depth));
            }

            if (depth > 0 && (!open.TryPeek(out var below) || below.Depth < depth))
                open.Push((first, depth));
        }

        return found;
    }

    /// <summary>How far two suffixes agree: to the end of the word at most, which counts, and one beyond the longest piece.</summary>
    private int SharedLength(int left, int right)
    {
        var length = 0;
        while (length <= maxLength && letters[left + length] == letters[right + length])
        {
            if (letters[left + length++] == WordEnd)
                break;
        }

        return length;
    }

    private bool IsPiece(int start, int length) =>
        length > 1 && length <= maxLength && !letters.AsSpan(start, length).Contains(WordEnd);

    private string Text(int start, int length)
    {
        var text = new StringBuilder(length);
        foreach (var letter in letters.AsSpan(start, length))
            text.Append(new Rune(letter).ToString());
        return text.ToString();
    }
}
