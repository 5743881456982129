using System.Runtime.InteropServices;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>The tokens of a vocabulary that grows by merging, with the prefix and suffix that their place in a word asks for.</summary>
internal sealed class MergeSymbols(string? prefix, string? suffix)
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> tokens = [];
    private readonly List<int> lengths = [];

    public int Count => ids.Count;

    /// <summary>How many characters of a word the token stands for.</summary>
    public int LengthOf(int id) => lengths[id];

    public int Add(string token) => Add(token, 1);

    /// <summary>The token that two become; a prefix stands once in it.</summary>
    public int Merge(int left, int right)
    {
        var tail = tokens[right];
        if (prefix is not null && tail.StartsWith(prefix, StringComparison.Ordinal))
            tail = tail[prefix.Length..];
        return Add(tokens[left] + tail, lengths[left] + lengths[right]);
    }

    /// <summary>The symbols of a word, without the characters that are not in the alphabet.</summary>
    public int[] Spell(string word)
    {
        var spelled = new List<int>(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var length = at + 1 < word.Length && char.IsSurrogatePair(word[at], word[at + 1]) ? 2 : 1;
            var letter = word.Substring(at, length);
            at += length;
            if (!ids.TryGetValue(letter, out var id))
                continue;
            var isFirst = at == length;
            var isLast = at == word.Length;
            if ((!isFirst && prefix is not null) || (isLast && suffix is not null))
                id = Add((isFirst ? "" : prefix) + letter + (isLast ? suffix : ""));
            spelled.Add(id);
        }

        return [.. spelled];
    }

    public Vocabulary ToVocabulary() => new(ids);

    private int Add(string token, int length)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, token, out var known);
        if (!known)
        {
            id = tokens.Count;
            tokens.Add(token);
            lengths.Add(length);
        }

        return id;
    }
}
