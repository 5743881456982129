using System.Numerics;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The tokens of a vocabulary as a tree of letters (UTF-16 characters): from a place in a text, all tokens that start there.</summary>
internal sealed class LetterTree
{
    public const int Root = 0;
    public const int None = -1;

    private const ulong EmptyKey = ulong.MaxValue;
    private readonly List<int> tokenAt = [None];
    private readonly int[] ofRoot = new int[0x10000];
    private ulong[] keys = new ulong[1 << 10];
    private int[] children = new int[1 << 10];
    private int count;

    public LetterTree()
    {
        keys.AsSpan().Fill(EmptyKey);
        ofRoot.AsSpan().Fill(None);
    }

    /// <summary>Adds a token; of two with the same text, the later stays.</summary>
    public void Add(ReadOnlySpan<char> token, int id)
    {
        var node = Root;
        foreach (var letter in token)
        {
            var child = Child(node, letter);
            node = child == None ? AddChild(node, letter) : child;
        }

        tokenAt[node] = id;
    }

    /// <summary>The node that a letter leads to, or <see cref="None"/>.</summary>
    public int Child(int node, char letter)
    {
        if (node == Root)
            return ofRoot[letter];
        var key = Key(node, letter);
        for (var at = SlotOf(key); ; at = (at + 1) & (keys.Length - 1))
        {
            if (keys[at] == key)
                return children[at];
            if (keys[at] == EmptyKey)
                return None;
        }
    }

    /// <summary>The token whose last letter leads to this node, or <see cref="None"/>.</summary>
    public int TokenAt(int node) => tokenAt[node];

    private int AddChild(int node, char letter)
    {
        var child = tokenAt.Count;
        tokenAt.Add(None);
        if (node == Root)
        {
            ofRoot[letter] = child;
            return child;
        }

        if (++count * 2 > keys.Length)
            Grow();
        Insert(Key(node, letter), child);
        return child;
    }

    private void Insert(ulong key, int child)
    {
        var at = SlotOf(key);
        while (keys[at] != EmptyKey)
            at = (at + 1) & (keys.Length - 1);
        (keys[at], children[at]) = (key, child);
    }

    private void Grow()
    {
        var (oldKeys, oldChildren) = (keys, children);
        keys = new ulong[oldKeys.Length * 2];
        children = new int[oldKeys.Length * 2];
        keys.AsSpan().Fill(EmptyKey);
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] != EmptyKey)
                Insert(oldKeys[i], oldChildren[i]);
        }
    }

    private static ulong Key(int node, char letter) => (ulong)(uint)node << 16 | letter;

    private int SlotOf(ulong key) =>
        (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - BitOperations.Log2((uint)keys.Length)));
}
