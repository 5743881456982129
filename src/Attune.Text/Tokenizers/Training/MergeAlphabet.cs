using System.Runtime.InteropServices;
using System.Text;

namespace Attune.Text.Tokenizers;

/// <summary>The characters that merges start from.</summary>
internal static class MergeAlphabet
{
    /// <summary>The alphabet in the order of code points: what occurs and what is asked for, the most frequent where there is a limit.</summary>
    public static List<string> Of(WordCounts words, IReadOnlyList<string> initial, int? limit)
    {
        var counts = new Dictionary<int, long>();
        foreach (var (word, count) in words.Words)
        {
            foreach (var rune in word.EnumerateRunes())
                CollectionsMarshal.GetValueRefOrAddDefault(counts, rune.Value, out _) += count;
        }

        foreach (var text in initial)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done)
                counts[rune.Value] = long.MaxValue;
        }

        var kept = counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(limit ?? counts.Count);
        return [.. kept.Select(entry => entry.Key).Order().Select(char.ConvertFromUtf32)];
    }
}
