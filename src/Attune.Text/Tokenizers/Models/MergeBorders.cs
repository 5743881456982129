namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Where no merge can join: between two characters that no merge has at its seam. A piece cut there merges to the same
/// tokens, part by part, so that texts without a pre-tokenizer become words that can be remembered. Only characters that
/// are tokens themselves count: what stands for others (unknown tokens, bytes) may join.
/// </summary>
internal sealed class MergeBorders
{
    // A pair may seem to have a seam that has none, since some share a bit: then a part is longer than it need be.
    private const int BitCount = 1 << 20;
    private readonly ulong[] seams = new ulong[BitCount / 64];
    private readonly bool[] isToken = new bool[0x10000];

    public MergeBorders(Vocabulary vocabulary, MergeTable merges)
    {
        for (var id = 0; id < vocabulary.IdLimit; id++)
        {
            if (vocabulary.TryGetToken(id, out var token) && token.Length == 1)
                isToken[token[0]] = true;
        }

        foreach (var (left, right, _) in merges.Merges)
        {
            if (vocabulary.TryGetToken(left, out var before) && vocabulary.TryGetToken(right, out var after)
                && before.Length > 0 && after.Length > 0)
            {
                var bit = BitOf(before[^1], after[0]);
                seams[bit >> 6] |= 1UL << (bit & 63);
            }
        }
    }

    /// <summary>Whether a piece can be cut between two neighbours.</summary>
    public bool IsBorder(char before, char after)
    {
        var bit = BitOf(before, after);
        return (seams[bit >> 6] >> (bit & 63) & 1) == 0 && isToken[before] && isToken[after];
    }

    private static int BitOf(char before, char after) => (int)(((uint)before << 16 | after) * 0x9E3779B1 >> 12);
}
