using System.Runtime.InteropServices;

namespace Attune.Text.Tokenizers;

/// <summary>How often each word occurs, in the order they were first met.</summary>
internal sealed class WordCounts
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<(string Word, long Count)> words = [];

    public WordCounts() => lookup = indices.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<(string Word, long Count)> Words => words;

    public void Add(ReadOnlySpan<char> word)
    {
        if (lookup.TryGetValue(word, out var index))
            CollectionsMarshal.AsSpan(words)[index].Count++;
        else
            AddNew(word.ToString(), 1);
    }

    /// <summary>Adds what another has counted.</summary>
    public void Add(WordCounts other)
    {
        foreach (var (word, count) in other.words)
        {
            if (indices.TryGetValue(word, out var index))
                CollectionsMarshal.AsSpan(words)[index].Count += count;
            else
                AddNew(word, count);
        }
    }

    /// <summary>The same counts of words that are written otherwise.</summary>
    public WordCounts Rewrite(Func<string, string> rewrite)
    {
        var rewritten = new WordCounts();
        foreach (var (word, count) in words)
            rewritten.AddNew(rewrite(word), count);
        return rewritten;
    }

    private void AddNew(string word, long count)
    {
        indices.Add(word, words.Count);
        words.Add((word, count));
    }
}
