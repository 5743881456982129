using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// Merges for vocabularies that only rank their tokens: every way to cut a token into two others is a merge, of the
/// token's rank. This is how the field turns tiktoken and SentencePiece files into merges.
/// </summary>
internal static class SplitMerges
{
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ranked">The tokens that merge, earliest first.</param>
    /// <param name="canMerge">Whether a token may be half of a merge.</param>
    public static List<(int Left, int Right, int Merged)> Of(Vocabulary vocabulary, IEnumerable<int> ranked, Func<int, bool> canMerge)
    {
        var merges = new List<(int Left, int Right, int Merged)>();
        foreach (var merged in ranked)
        {
            if (!vocabulary.TryGetToken(merged, out var token))
                continue;
            var first = merges.Count;
            for (var at = 1; at < token.Length; at++)
            {
                if (vocabulary.TryGetId(token.AsSpan(0, at), out var left) && vocabulary.TryGetId(token.AsSpan(at), out var right)
                    && canMerge(left) && canMerge(right))
                {
                    merges.Add((left, right, merged));
                }
            }

            merges.Sort(first, merges.Count - first, null);
        }

        return merges;
    }
}
