using System.Runtime.InteropServices;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>The tokens of a vocabulary that grows by merging, with the prefix and suffix that their place in a word asks for.</summary>
internal sealed class MergeSymbols(string? prefix, string? suffix)
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> tokens = [];
    private readonly List<int> lengths = [];
    private readonly Dictionary<(int Letter, bool IsFirst, bool IsLast), int> spelled = [];

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
        var symbols = new int[word.Length];
        var count = 0;
        for (var at = 0; at < word.Length;)
        {
            var length = at + 1 < word.Length && char.IsSurrogatePair(word[at], word[at + 1]) ? 2 : 1;
            var key = (length == 2 ? char.ConvertToUtf32(word[at], word[at + 1]) : word[at], at == 0, at + length == word.Length);
            if (!spelled.TryGetValue(key, out var id))
                spelled[key] = id = IdOf(word.Substring(at, length), key.Item2, key.Item3);
            if (id >= 0)
                symbols[count++] = id;
            at += length;
        }

        return count == symbols.Length ? symbols : symbols[..count];
    }

    public Vocabulary ToVocabulary() => new(ids);

    /// <summary>The id of a letter at its place in a word, or -1 where it is not in the alphabet.</summary>
    private int IdOf(string letter, bool isFirst, bool isLast)
    {
        if (!ids.TryGetValue(letter, out var id))
            return -1;
        return (!isFirst && prefix is not null) || (isLast && suffix is not null)
            ? Add((isFirst ? "" : prefix) + letter + (isLast ? suffix : ""))
            : id;
    }

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
