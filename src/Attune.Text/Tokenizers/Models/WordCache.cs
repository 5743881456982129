namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Remembers the tokens of words. A fixed table in which a word replaces whichever word had its slot: no locks, no
/// growth, and the same tokens whether a word is remembered or not.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Longer pieces are rare and not remembered.</summary>
    public const int LongestWord = 64;

    private const int Slots = 1 << 16;
    private readonly Entry?[] entries = new Entry?[Slots];

    public WordTokens? Find(ReadOnlySpan<char> word, uint hash)
    {
        var entry = Volatile.Read(ref entries[hash & (Slots - 1)]);
        return entry is not null && entry.Hash == hash && word.SequenceEqual(entry.Word) ? entry.Tokens : null;
    }

    public void Add(ReadOnlySpan<char> word, uint hash, WordTokens tokens) =>
        Volatile.Write(ref entries[hash & (Slots - 1)], new Entry(word.ToString(), hash, tokens));

    /// <summary>A fast hash, mixed so that its low bits choose well.</summary>
    public static uint HashOf(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u ^ (uint)word.Length;
        foreach (var c in word)
            hash = (hash ^ c) * 0x01000193;
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ hash >> 13;
    }

    private sealed record Entry(string Word, uint Hash, WordTokens Tokens);
}
