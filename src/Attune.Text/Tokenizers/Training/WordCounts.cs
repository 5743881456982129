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
        {
            CollectionsMarshal.AsSpan(words)[index].Count++;
            return;
        }

        var text = word.ToString();
        indices.Add(text, words.Count);
        words.Add((text, 1));
    }
}
